"""Train the digit classifier that measures quality, and write gan_course/assets/digit_classifier.npz.

    python tools/train_classifier.py

Some three minutes on two cores; seed 0. The weights are stored as float16: half the size, the same answers.
"""

import keras
import numpy as np

from gan_course.data import ASSETS, from_uint8, load_mnist
from gan_course.quality import build_classifier

EPOCHS = 10

keras.utils.set_random_seed(0)
pictures, labels = load_mnist("train")
classifier = build_classifier()
model = keras.Model(classifier.input, classifier.output[1])
steps = EPOCHS * len(pictures) // 128
model.compile(
    keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(2e-3, steps)),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(from_uint8(pictures), labels, batch_size=128, epochs=EPOCHS, verbose=2)

weights = [w.astype("float16") for w in classifier.get_weights()]
np.savez_compressed(ASSETS / "digit_classifier.npz", **{f"weight_{i}": w for i, w in enumerate(weights)})

classifier.set_weights([w.astype("float32") for w in weights])
pictures, labels = load_mnist("test")
accuracy = model.evaluate(from_uint8(pictures), labels, verbose=0)[1]
print(f"accuracy on the 10,000 test pictures, with the stored weights: {accuracy:.4f}")
