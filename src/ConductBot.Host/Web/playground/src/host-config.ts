import { HostConfig } from 'adaptivecards';

// Colours are CSS variables, so that a change of theme needs no second rendering.
const colour = (name: string) => ({ default: `var(--card-${name})`, subtle: `var(--card-${name}-subtle)` });

const foregroundColors = {
  default: colour('text'),
  dark: colour('text'),
  light: colour('text'),
  accent: colour('accent'),
  good: colour('good'),
  warning: colour('warning'),
  attention: colour('attention'),
};

const style = (name: string) => ({
  backgroundColor: `var(--card-bg-${name})`,
  borderColor: `var(--card-line-${name})`,
  foregroundColors,
});

const sizes = { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 };
const weights = { lighter: 300, default: 400, bolder: 600 };

/** How Teams lays a card out: type, spacing and colours. */
export const hostConfig = new HostConfig({
  supportsInteractivity: true,
  fontTypes: {
    default: { fontFamily: 'var(--font)', fontSizes: sizes, fontWeights: weights },
    monospace: { fontFamily: 'var(--font-mono)', fontSizes: sizes, fontWeights: weights },
  },
  lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  imageSizes: { small: 32, medium: 52, large: 100 },
  textBlock: { headingLevel: 3 },
  textStyles: {
    heading: { size: 'medium', weight: 'bolder', color: 'default', isSubtle: false, fontType: 'default' },
    columnHeader: { size: 'default', weight: 'bolder', color: 'default', isSubtle: false, fontType: 'default' },
  },
  containerStyles: {
    default: style('default'),
    emphasis: style('emphasis'),
    accent: style('accent'),
    good: style('good'),
    warning: style('warning'),
    attention: style('attention'),
  },
  factSet: {
    title: { color: 'default', size: 'default', isSubtle: false, weight: 'bolder', wrap: true, maxWidth: 140 },
    value: { color: 'default', size: 'default', isSubtle: false, weight: 'default', wrap: true },
    spacing: 12,
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention', color: 'default', isSubtle: false, size: 'default' },
      optionalInputs: { weight: 'bolder', color: 'default', isSubtle: false, size: 'default' },
    },
    errorMessage: { color: 'attention', weight: 'default', size: 'small', isSubtle: false },
  },
  actions: {
    maxActions: 6,
    spacing: 'large',
    buttonSpacing: 0,
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
    preExpandSingleShowCardAction: false,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
  },
  adaptiveCard: { allowCustomStyle: false },
});
