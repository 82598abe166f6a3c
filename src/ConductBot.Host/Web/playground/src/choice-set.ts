import { ChoiceSetInput, GlobalRegistry } from 'adaptivecards';

let drawn = 0;

/**
 * The renderer's choice set with three corrections. Its radio buttons are named after the input's id, so that the same
 * card drawn twice on a page would share one choice; the group's label is read as part of its first choice; and the label of a filtered list names the wrong element.
 */
class GroupedChoiceSet extends ChoiceSetInput {
  protected override internalRender(): HTMLElement | undefined {
    const element = super.internalRender();
    const group = `choice-${drawn++}`;
    element?.querySelectorAll('input').forEach((input) => { input.name = group; });
    return element;
  }

  protected override updateInputControlAriaLabelledBy(): void {
    const control = this.renderedInputControlElement;
    if (control && this.style === 'filtered' && !this.isMultiSelect) {
      control.querySelector('input')?.setAttribute('aria-labelledby', this.getAllLabelIds().join(' '));
      return;
    }
    if (!control || !(this.isMultiSelect || this.style === 'expanded')) {
      super.updateInputControlAriaLabelledBy();
      return;
    }

    control.setAttribute('role', this.isMultiSelect ? 'group' : 'radiogroup');
    control.setAttribute('aria-labelledby', this.getAllLabelIds().join(' '));
    control.querySelectorAll('input').forEach((input) => input.removeAttribute('aria-required'));
    if (this.isRequired && !this.isMultiSelect) {
      control.setAttribute('aria-required', 'true');
    }
  }
}

GlobalRegistry.elements.register('Input.ChoiceSet', GroupedChoiceSet);
