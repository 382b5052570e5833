"""How a professional grows: from themes to a portfolio. All that stands under a name is its owner's."""
