"""Maps as pictures: a view becomes DOT, Graphviz lays it out, argmap draws the SVG."""
