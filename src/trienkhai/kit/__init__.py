"""Base page, components and their gallery, navigation, numbers and dates on pages. No models."""
