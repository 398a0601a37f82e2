def pytest_addoption(parser):
    parser.addoption("--kills", type=int, default=3, help="how often the training is killed (default: 3)")
