# %%
def sgd(g, s, rate):
    return -rate * g


def momentum(g, s, rate, keep=0.9):
    s["m"] = keep * s["m"] - rate * g
    return s["m"]


def nesterov(g, s, rate, keep=0.9):
    return keep * momentum(g, s, rate, keep) - rate * g


def adagrad(g, s, rate):
    s["v"] = s["v"] + g**2
    return -rate * g / np.sqrt(s["v"] + 1e-7)


def rmsprop(g, s, rate, keep=0.9):
    s["v"] = keep * s["v"] + (1 - keep) * g**2
    return -rate * g / np.sqrt(s["v"] + 1e-7)


def adadelta(g, s, rate, keep=0.95):
    s["v"] = keep * s["v"] + (1 - keep) * g**2
    step = -np.sqrt(s["d"] + 1e-7) / np.sqrt(s["v"] + 1e-7) * g
    s["d"] = keep * s["d"] + (1 - keep) * step**2
    return rate * step


def adam(g, s, rate, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
    s["t"] += 1
    s["m"] = beta_1 * s["m"] + (1 - beta_1) * g
    s["v"] = beta_2 * s["v"] + (1 - beta_2) * g**2
    m_hat = s["m"] / (1 - beta_1 ** s["t"])
    v_hat = s["v"] / (1 - beta_2 ** s["t"])
    return -rate * m_hat / (np.sqrt(v_hat) + epsilon)


# %%
def falling(rate, t, steps):
    return rate * (1 + np.cos(np.pi * t / steps)) / 2


# %%
def small_digits(rows):
    pictures, labels = load_mnist("train")
    x = pictures[rows].reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4)).reshape(-1, 196)
    return np.float32(x / 255), labels[rows].astype(int)


def new_network(seed):
    rng = np.random.default_rng(seed)
    W1 = rng.normal(0, np.sqrt(2 / 196), (196, 32))
    W2 = rng.normal(0, np.sqrt(2 / 32), (32, 10))
    parts = W1, np.zeros(32), W2, np.zeros(10)
    return np.concatenate([np.float32(p).ravel() for p in parts])


def unpack(theta):
    W1, b1, W2, b2 = np.split(theta, [6272, 6304, 6624])
    return W1.reshape(196, 32), b1, W2.reshape(32, 10), b2


def forward(theta, x, y):
    """Return the hidden layer, the log-probabilities and the loss."""
    W1, b1, W2, b2 = unpack(theta)
    h = np.maximum(x @ W1 + b1, 0)
    z = h @ W2 + b2
    log_p = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
    return h, log_p, -log_p[np.arange(len(x)), y].mean()


def gradient(theta, x, y):
    h, log_p, _ = forward(theta, x, y)
    d2 = (np.exp(log_p) - np.eye(10, dtype="float32")[y]) / np.float32(len(x))
    d1 = d2 @ unpack(theta)[2].T * (h > 0)
    parts = x.T @ d1, d1.sum(axis=0), h.T @ d2, d2.sum(axis=0)
    return np.concatenate([p.ravel() for p in parts])


def race(rule, rate, seed, x_held, y_held, falls=False, steps=1000):
    theta, s, losses, right = new_network(seed), defaultdict(float), [], []
    order = np.random.default_rng(seed)
    for t in range(1, steps + 1):
        some = order.integers(len(x), size=64)
        g = gradient(theta, x[some], y[some])
        theta = theta + rule(g, s, falling(rate, t, steps) if falls else rate)
        if t % 20 == 0:
            _, log_p, loss = forward(theta, x_held, y_held)
            losses.append(float(loss))
            right.append(float((log_p.argmax(axis=1) == y_held).mean()))
    return losses, right
