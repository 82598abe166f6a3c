using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

using ConductBot.Policies.Packs;

namespace ConductBot.Policies.Importing;

/// <summary>
/// Writes the pack of a policy that was just imported. What the document says is filled in; what only the school can say is
/// marked, and the comments beside it tell how it is written.
/// </summary>
internal sealed partial class PackDraft
{
    private const int OpeningLength = 60;

    /// <summary>How the tables in front of a policy name what a pack wants to know.</summary>
    private static readonly (string Key, string[] Names)[] FrontNames =
    [
        ("version", ["version", "version number", "version no", "policy version"]),
        ("approved", ["date approved", "approved", "approved on", "approval date", "date of approval", "date adopted", "adopted", "issue date"]),
        ("approved-by", ["approved by", "approver", "adopted by", "ratified by"]),
        ("review", ["date of review", "review date", "next review", "next review date", "date of next review", "review", "review due", "review period"]),
    ];

    private readonly StringBuilder yaml = new();
    private readonly ImportedPolicy policy;
    private readonly PolicyText text;

    private PackDraft(ImportedPolicy policy)
    {
        this.policy = policy;
        text = new PolicyText(policy.Document.Text);
    }

    public static string Write(ImportedPolicy policy, PolicyVocabulary vocabulary, string documentFile, string sha256, string receivedAs)
    {
        var draft = new PackDraft(policy);
        draft.Head(documentFile, sha256, receivedAs);
        draft.Front();
        draft.Sections();
        draft.Rules(vocabulary);
        return draft.yaml.ToString();
    }

    private void Head(string documentFile, string sha256, string receivedAs) => yaml.Append($$"""
        # How the program reads the policy beside this file, which was imported from {{OneLine(receivedAs)}}.
        # Whatever is marked 'to decide' is for somebody at the school: `policy lint` lists it all, in plain words, and no
        # school is served by this pack until nothing is left. docs/adding-a-policy.md takes you through it.

        status: to decide
        id: {{policy.Id}}
        trust: to decide
        version: to decide
        from: to decide

        source:
          file: {{documentFile}}
          sha256: {{sha256}}

        """.ReplaceLineEndings("\n"));

    private void Front()
    {
        yaml.Append("\n# As printed in the document, word for word; review-due is yours: the last day on which the review is not overdue.\ndocument:\n");
        yaml.Append(CultureInfo.InvariantCulture, $"  title: {(policy.Title is { } title ? Scalar(title) : YamlMap.ToDecide)}\n");
        var used = new List<string>();

        foreach (var (key, names) in FrontNames)
        {
            var found = policy.Outline.Front.FirstOrDefault(line => names.Contains(line.Name.TrimEnd(':', '.', ' ').ToLowerInvariant(), StringComparer.Ordinal));
            yaml.Append(CultureInfo.InvariantCulture, $"  {key}: {(found is not null && text.Folded.Contains(found.Value, StringComparison.Ordinal) ? Scalar(found.Value) : YamlMap.ToDecide)}\n");

            if (found is not null && text.LinesThatBegin(found.Name).Count == 1)
            {
                used.Add(found.Name);
            }
        }

        yaml.Append(CultureInfo.InvariantCulture, $"  review-due: {YamlMap.ToDecide}\n");

        if (used.Count > 0)
        {
            yaml.Append("  lines:\n");
            yaml.AppendJoin("", used.Select(line => $"  - {Scalar(line)}\n"));
        }
    }

    private void Sections()
    {
        yaml.Append("\n# Each clause with its opening words. The words themselves are always cut from the document.\nsections:\n");

        foreach (var section in policy.Outline.Sections)
        {
            var lines = new List<string>();

            if (section.Shape.Id is { } id)
            {
                lines.Add($"id: {id}");
            }

            if (section.Heading is { } heading)
            {
                lines.Add($"heading: {Scalar(heading)}");
            }

            if (section.Occurrence > 1)
            {
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"occurrence: {section.Occurrence}"));
            }

            if (section.Until is { } until)
            {
                lines.Add($"until: {Scalar(until)}");
            }

            lines.Add($"label: {Scalar(section.Shape.Label)}");

            if (section.Shape.Numbered)
            {
                lines.Add("numbered: true");
            }

            if (section.Shape.BelowNumbers)
            {
                lines.Add("count-below-numbers: true");
            }

            lines.Add(section.Clauses.Count > 0 ? "clauses:" : "clauses: {}");
            lines.AddRange(section.Clauses.Select(clause => $"  {clause.Place}: {Scalar(Opening(clause.Passage.Text))}"));
            yaml.Append("- ").AppendJoin("\n  ", lines).Append('\n');
        }
    }

    private void Rules(PolicyVocabulary vocabulary)
    {
        yaml.Append($"""

            # ladder: the policy puts its actions in an order. first-step-then-menu: one usual first step, then a choice.
            # menu: it lists its actions in no order.
            shape: to decide

            # Whom the policy leaves to another one, such as
            #   leaves-out: [staff, student, governor]
            #   clauses: [{Example()}]
            scope: to decide

            # What the policy says that staff should be reminded of, such as
            #   order-of-actions:
            #     plain: Asking the poster to remove it comes first.
            #     clauses: [{Example()}]
            statements: to decide

            # The clauses that make each of these a breach, such as [{Example()}]. [] where the policy has none: then staff are
            # told that it is not covered by this policy.
            categories:

            """.ReplaceLineEndings("\n"));

        foreach (var category in vocabulary.Categories)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  # {category.Plain.English}\n  {category.Id}: {YamlMap.ToDecide}\n");
        }

        yaml.Append($"""

            # Questions for the reporter to think over. These are ours, and are shown as good practice; a question of the
            # policy's own is written as
            # - clause: {Example()}
            reflection:
            {string.Join('\n', GoodPractice.Questions.Select(question => $"- text: {question}"))}
            - to decide

            # What the policy lets the school do, in its order, such as
            # - action: request-removal
            #   clauses: [{Example()}]
            #   strength: usual            must: the policy says will; usual; may
            #   when: [breach, up]         seeds/README.md lists what an action may wait for
            # Actions: {Wrapped(vocabulary)}
            # The first two are safety rules: they wait for nothing and nobody.
            ladder:
            - action: call-999
              strength: must
              when: [risk]
            - action: safeguarding-referral
              strength: must
              when: [safeguarding]
            - to decide

            # Actions that are open at any time beside those.
            beside:
            - action: retain-evidence
            - to decide

            # What the policy says the school never does, such as
            # - action: reply-on-social-media
            #   clauses: [{Example()}]
            never: to decide

            """.ReplaceLineEndings("\n"));
    }

    private string Example() => policy.Outline.Sections.SelectMany(section => section.Clauses).Select(clause => clause.Place).FirstOrDefault("5.p2");

    private static string Wrapped(PolicyVocabulary vocabulary)
    {
        var lines = new List<string> { "" };

        foreach (var action in vocabulary.Actions.Keys.Where(id => !Actions.OfTheDecision.Contains(id, StringComparer.Ordinal)).Order(StringComparer.Ordinal))
        {
            if (lines[^1].Length + action.Length > 100)
            {
                lines.Add("");
            }

            lines[^1] += lines[^1].Length > 0 ? $", {action}" : action;
        }

        return string.Join(",\n#   ", lines);
    }

    private static string Opening(string text)
    {
        if (text.Length <= OpeningLength)
        {
            return text;
        }

        var space = text.LastIndexOf(' ', OpeningLength);
        return text[..(space > 0 ? space : char.IsHighSurrogate(text[OpeningLength - 1]) ? OpeningLength - 1 : OpeningLength)];
    }

    private static string OneLine(string text) => PolicyText.Fold(new string([.. text.Select(letter => char.IsControl(letter) ? ' ' : letter)]));

    /// <summary>Plain where YAML could read nothing else into it; otherwise in double quotes.</summary>
    private static string Scalar(string text) =>
        PlainScalar().IsMatch(text) && text is not (YamlMap.ToDecide or "null" or "true" or "false" or "yes" or "no") ? text : Quoted(text);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");

        foreach (var letter in text)
        {
            _ = letter switch
            {
                '"' or '\\' => quoted.Append('\\').Append(letter),
                _ when char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\uFEFF' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => quoted.Append(letter),
            };
        }

        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"^\p{L}[\p{L}\d ,./()'’–-]*[\p{L}\d.)'’]$", RegexOptions.None, 1000)]
    private static partial Regex PlainScalar();
}
