"""Full screens. Only here and in drill/render is textual imported."""
