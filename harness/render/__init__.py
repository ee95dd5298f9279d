"""From the records of a run to what people and programs read: one view, then one file a format."""
