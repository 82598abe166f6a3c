const KEY = 'conductbot-playground-theme';

/** Light or dark as the system has it, until the visitor says otherwise. */
export function theme(button: HTMLButtonElement): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  let chosen = stored();

  const apply = (): void => {
    const dark = chosen ? chosen === 'dark' : system.matches;
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
    button.setAttribute('aria-pressed', String(dark));
  };

  button.addEventListener('click', () => {
    chosen = document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark';
    try {
      localStorage.setItem(KEY, chosen);
    } catch {
      // Then it lasts as long as the page.
    }
    apply();
  });
  system.addEventListener('change', apply);
  apply();
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
