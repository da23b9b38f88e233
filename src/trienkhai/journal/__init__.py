"""Who did what when, through which post: rows that are only added, chained by seals."""
