"""One module an area: `add(stage)` makes what its addresses are about and puts the keys in `stage.keys`."""
