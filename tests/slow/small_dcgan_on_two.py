"""small_dcgan.py where two logical CPU devices stand for two GPUs."""

import runpy
from pathlib import Path

import gan_course.__main__


def two_devices():
    import tensorflow as tf

    cpu = tf.config.list_physical_devices("CPU")[0]
    tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)
    return ["CPU:0", "CPU:1"]


gan_course.__main__.visible_gpus = two_devices
runpy.run_path(str(Path(__file__).with_name("small_dcgan.py")))
