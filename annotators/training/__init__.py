"""How the learned parts are made: examples, the network, the recipe, calibration."""
