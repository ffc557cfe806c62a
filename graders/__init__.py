"""The judge: runs any source the same way and says what is right, wrong, slow or dishonest about it."""
