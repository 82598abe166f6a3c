update health set checked = checked + 1;
