"""The helper package of the course on generative adversarial networks.

Read the modules in this order; each is short:

data       MNIST, and pictures as bytes or as numbers in [-1, 1]
networks   the DCGAN pair: generator and discriminator
losses     what the two networks minimise
gan        the GAN: one training step, two players
callbacks  what is shown and kept while it trains: progress, quality, film, the best epoch
quality    how good are the digits? the Frechet digit distance
parzen     the log-likelihood by which the first GANs were compared
plots      one way to show a figure, with its description
ring       eight Gaussians on a ring: data whose modes can be counted
recorded   the tables of experiments that took longer than a lesson
run        a training run in a folder: stopped anywhere, it goes on
doctor     what is installed, and whether the course runs on it

TensorFlow is loaded by the modules that need it, not by this one.
"""

__version__ = "0.2.0"
