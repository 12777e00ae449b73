"""New sheets: what is in the templates, how it looks, and how that is drawn as a workbook or at Google."""
