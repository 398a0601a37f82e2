def pytest_addoption(parser):
    parser.addoption("--kills", type=int, default=3, help="how often the training is killed (default: 3)")
    parser.addoption("--screenshots", metavar="FOLDER", help="where to keep what the browser shows")
