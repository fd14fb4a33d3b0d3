import { describe, it, expect } from '@jest/globals';
import { checkboxes, enteredFields, radioGroup, selectField, textArea, textField } from '../../src/platform/form.ts';
import { errorSummary, postForm } from '../../src/platform/post-form.ts';

const keys = { formToken: 'token"1', idempotencyKey: 'key-1' };
const field = enteredFields({
  values: { name: '<Ольга>', days: ['mo', 'we'], note: '\nfirst line' },
  problems: [{ name: 'name', reason: 'Write the name as in the passport.' }],
});
const days = ['mo', 'tu', 'we'].map((value) => ({ value, text: value }));

describe('a form after a refusal', () => {
  const shown = textField({ ...field('name', 'before'), label: 'Name', hint: 'As in the passport' }).toString();

  it('keeps what was typed, escaped, instead of the stored value', () => {
    expect(shown).toContain('value="&lt;Ольга&gt;"');
    expect(shown).not.toContain('before');
  });

  it('ties label, hint and problem to the field', () => {
    expect(shown).toContain('<label for="field-name">Name</label>');
    expect(shown).toContain('aria-describedby="field-name-hint field-name-problem"');
    expect(shown).toContain('aria-invalid="true"');
  });

  it('leads from the summary to the field, and takes the focus there', () => {
    const summary = errorSummary('Two things', { problems: [{ name: 'name', reason: 'Write <it>.' }] }).toString();
    expect(summary).toContain('<a href="#field-name">Write &lt;it&gt;.</a>');
    expect(summary).toMatch(/tabindex="-1" autofocus/);
    expect(errorSummary('None', { problems: [] }).toString()).toBe('');
  });

  it('keeps the choices that were made', () => {
    expect(
      checkboxes({ ...field('days'), label: 'Days', options: days })
        .toString()
        .match(/checked/g),
    ).toHaveLength(2);
    const chosen = selectField({ ...field('day', 'tu'), label: 'Day', options: days, empty: 'Choose' }).toString();
    expect(chosen).toContain('<option value="tu" selected>');
  });

  it('keeps the first empty line of a long text, which a browser would swallow', () => {
    expect(textArea({ ...field('note'), label: 'Note' }).toString()).toContain('>\n\nfirst line</textarea>');
  });
});

describe('a form', () => {
  it('leads from the summary to the first choice of a group', () => {
    const group = radioGroup({ ...field('day'), label: 'Day', options: days, required: true }).toString();
    expect(group.match(/id="field-day"/g)).toHaveLength(1);
    expect(group).toContain('<legend>Day</legend>');
  });

  it('carries its hidden keys', () => {
    const form = postForm({ action: '/console/cases', keys, submit: 'Open the case', hidden: { rev: '3' } }).toString();
    expect(form).toContain('name="formToken" value="token&quot;1"');
    expect(form).toContain('name="idempotencyKey" value="key-1"');
    expect(form).toContain('name="rev" value="3"');
    expect(form).toContain('<button class="btn">Open the case</button>');
  });

  it('leaves out what an absent problem would say', () => {
    expect(textField({ ...field('phone'), label: 'Phone' }).toString()).not.toMatch(/aria-|required|undefined/);
  });
});
