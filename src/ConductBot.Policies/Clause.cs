namespace ConductBot.Policies;

/// <summary>One clause of a policy, word for word as the document has it.</summary>
/// <param name="Id">Policy and place: <c>oak/4.2.7</c>, <c>ogat/5.p2</c> (paragraph), <c>embrace/actions.b4</c> (bullet).</param>
/// <param name="Label">Where staff find it in the document: <c>Section 5 (Further Action), paragraph 2</c>.</param>
/// <param name="Text">The clause's own words, cut from the seed document and never retyped.</param>
public sealed record Clause(string Id, string Label, string Text);
