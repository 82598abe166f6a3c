using System.Security.Cryptography;
using System.Text;
using ConductBot.Bot.Cards;
using ConductBot.Bot.CaseWork;
using ConductBot.Bot.Reporting.Steps;
using ConductBot.Cases;
using ConductBot.Policies;

namespace ConductBot.Host.Bundle;

/// <summary>A case for a person to read who was not there: a governor, a parent's solicitor.</summary>
internal sealed class TimelineText
{
    private readonly StringBuilder text = new();
    private readonly CaseBundle bundle;
    private readonly HashSet<string> reliedOn = new(StringComparer.Ordinal);

    private TimelineText(CaseBundle bundle) => this.bundle = bundle;

    private CaseFile File => bundle.File;

    private Policy Policy => bundle.Policy;

    public static string Of(CaseBundle bundle)
    {
        var written = new TimelineText(bundle);
        written.Head();
        written.Report();
        written.Categories();
        written.Events();
        written.Clauses();
        return written.text.ToString();
    }

    private void Head()
    {
        var document = Policy.Document;
        Write($"# Case {File.Reference}");
        Write("Nothing in this record is legal advice. It does not say that anybody has broken the law. It says what was reported, which tests of the school’s policy the answers met or did not meet, what that policy allowed at each point, and what the school did.");
        if (File.Status == CaseStatus.Forgotten)
        {
            var last = File.Timeline.Last(recorded => recorded.Event is CaseForgotten);
            Write($"**This case was forgotten on {last.At.Full()}: {Markdown.Line(((CaseForgotten)last.Event).Why)}.** Names, quotations, reasons and notes can no longer be read by anybody. What is left is what was done, when, by which account, and under which clauses.");
        }

        if (bundle.ChainBreak is { } broken)
        {
            Write($"**This record is not as it was written: it {broken}.** What follows is what is stored now.");
        }

        Points(
            $"School: {Markdown.Line(bundle.School.Name)} ({Markdown.Line(File.School)})",
            $"Reported: {File.OpenedAt.Full()}",
            $"Status: {CaseCards.StatusWords(File.Status)}",
            $"Policy: {Markdown.Line(Policy.Trust)}, “{Markdown.Line(document.Title)}”; version used: {Markdown.Line(File.PolicyVersion)}; approved: {Markdown.Line(document.Approved)}; review: {Markdown.Line(document.Review)}",
            $"Record: {File.Version} events, {(bundle.ChainBreak is null ? "each tied to the one before it, and none missing or altered" : "see above")}; hash of the last: `{bundle.Rows[^1].Hash}`",
            File.Links.Count == 0 ? null : $"Linked to: {string.Join(", ", File.Links.Select(Markdown.Line))}");
        Write("Times are those of London. People are told by the role that the school’s settings give them now and by their Entra object id. That some steps wait for the designated safeguarding lead (DSL), or for the DSL and a second person, is this school’s own rule: no policy asks for it.");
        Write(Markdown.Line(Policy.ShapePlain));
    }

    private void Report()
    {
        var report = File.Report;
        Write("## What was reported");
        Points(
            Point("Posted by", report.Author is { } author ? Policy.AuthorLabel(author) : null),
            Point("About", report.Target is { } target ? TargetStep.TitleOf(target) + (target == Targets.Me && File.Target is { } person ? $" ({person})" : "") : null),
            Point("Where", report.Platform is { } platform ? WhereStep.TitleOf(platform) : null),
            Point(Policy.FactLabel(FactNames.OnSchoolSite), report.OnSchoolSite),
            Point(Policy.FactLabel(FactNames.GroupChat), report.GroupChat),
            Point(Policy.FactLabel(FactNames.ImmediateRisk), report.ImmediateRisk),
            Point(Policy.FactLabel(FactNames.IntimateImage), report.IntimateImage),
            Point(Policy.FactLabel(FactNames.CrimeSuspected), report.CrimeSuspected),
            Point(Policy.FactLabel(FactNames.ChildHarmDisclosed), report.ChildHarmDisclosed));
        Quote("Reported by", File.ReporterName);
        Quote("The words of the post, as reported", report.Text);
        Quote("Link, as reported", report.Link);
        foreach (var (place, (evidence, content)) in bundle.Evidence.Index())
        {
            Bullet(content is null
                ? $"{CaseBundle.NameOf(place, evidence)}: cannot be opened any more. It had {evidence.Bytes} bytes, SHA-256 {evidence.Sha256}."
                : Convert.ToHexStringLower(SHA256.HashData(content)) == evidence.Sha256
                    ? $"{CaseBundle.NameOf(place, evidence)}: {evidence.Bytes} bytes, SHA-256 {evidence.Sha256}, as it came."
                    : $"{CaseBundle.NameOf(place, evidence)}: **not as it came**. Its SHA-256 was {evidence.Sha256}.");
        }

        Quote("How it was seen", report.SeenHow);
        foreach (var (place, answer) in report.Reflections)
        {
            var question = Policy.Reflection.ElementAtOrDefault(place - 1);
            Quote(question is null ? "Reflection" : question.Text + (question.Clause is { } clause ? $" ({Label(clause)})" : " (a prompt of ours, not the policy’s)"), answer);
        }
    }

    private void Categories()
    {
        var reading = CaseReading.Of(File, Policy);
        Write("## What it might be");
        Write("As the answers and the DSL’s corrections stand at the end of this record. “Test met” and “test not met” speak of the policy’s categories, not of the law.");
        foreach (var category in reading.Categories)
        {
            var known = Policy.CategoryOf(category.Id);
            var test = reading.Tests.FirstOrDefault(result => result.Category == category.Id);
            var said = test is null ? "Ticked; it has no test." : test.Reason;
            var sure = File.Corrections.ContainsKey(category.Id) || File.Corrections.ContainsKey(FactCorrection.Categories) ? " The DSL put it on the case."
                : category.Possible ? " Possible only: the DSL has not confirmed it." : "";
            Bullet($"**{Markdown.Line(known?.Label ?? category.Id)}**: {Markdown.Line(said)}{sure} {Covered(known)}");
            RelyOn(test?.Clauses ?? []);
        }

        foreach (var (id, reason) in reading.NotMet)
        {
            Bullet($"{Markdown.Line(Policy.CategoryOf(id)?.Label ?? id)}: {Markdown.Line(reason)}");
            RelyOn(reading.Tests.First(test => test.Category == id).Clauses);
        }

        var takenOff = File.Report.Categories.Distinct(StringComparer.Ordinal)
            .Except(reading.Categories.Select(category => category.Id), StringComparer.Ordinal)
            .Except(reading.NotMet.Select(test => test.Category), StringComparer.Ordinal);
        foreach (var id in takenOff)
        {
            Bullet($"{Markdown.Line(Policy.CategoryOf(id)?.Label ?? id)}: ticked by the reporter, taken off by the DSL.");
        }

        if (reading.Categories.Count == 0 && File.Report.Categories.Count == 0)
        {
            Bullet("None.");
        }

        text.Append('\n');
        if (!reading.Decision.InScope)
        {
            Write($"This policy leaves whoever posted it to another policy: {Labels(Policy.Scope.Clauses)}.");
        }

        Write(reading.Decision.Breach ? $"Under this policy that is a breach: {Labels(reading.Decision.BreachClauses)}." : "Under this policy no breach was found.");
        if (reading.ToConfirm.Count > 0)
        {
            Write($"Answered “not sure”, and not confirmed by the DSL: {string.Join("; ", reading.ToConfirm.Select(fact => Markdown.Line(Policy.FactLabel(fact))))}.");
        }
    }

    private void Events()
    {
        Write("## What happened");
        var before = new CaseFile();
        foreach (var (recorded, row) in File.Timeline.Zip(bundle.Rows))
        {
            var after = before.After(recorded);
            Event(before, recorded, after, row.Hash);
            before = after;
        }
    }

    private void Event(CaseFile before, RecordedEvent recorded, CaseFile after, string hash)
    {
        var happened = recorded.Event;
        var sentence = CaseCards.Happened(happened, Policy, bundle.School);
        Write($"### {recorded.Version}. {recorded.At.Full()}: {Markdown.Line(sentence)}");
        Points(
            happened is DepartureRecorded ? "**DEPARTURE**, from the policy or from this school’s own rule" : null,
            ActionOf(happened) is { } action ? Stands(before, action, happened is DepartureRecorded) : null,
            happened is ConflictDeclared conflict ? $"Person: `{conflict.Person}`" : null,
            Fallen(before, after) is { Length: > 0 } fallen ? $"Agreed to by somebody who may not decide on this case, not carried out, and so to be decided again: {fallen}" : null,
            happened is AnswersGiven { Report: var report } ? $"Ticked: {(report.Categories.Count == 0 ? "nothing" : string.Join(", ", report.Categories.Select(id => Markdown.Line(Policy.CategoryOf(id)?.Label ?? id))))}" : null,
            happened is CaseForgotten forgotten ? $"Why: {Markdown.Line(forgotten.Why)}" : null,
            $"By: {Markdown.Line(bundle.School.RoleWord(happened.By))}{(happened.By == File.Reporter ? ", the reporter" : "")} (`{happened.By}`), under {Markdown.Line(happened.Under)}",
            $"Hash: `{hash}`");
        Quote(WordsTitle(happened), WordsOf(happened));
    }

    /// <summary>What the policy said of an action when it came up, from the case as it stood then.</summary>
    private string Stands(CaseFile before, string action, bool isDeparture)
    {
        var decision = CaseReading.Of(before, Policy).Decision;
        if (decision.Never.FirstOrDefault(never => never.Action == action) is { } never)
        {
            return $"The policy says that the school never does this: {Labels(never.Clauses)}";
        }

        if (decision.Allowed.FirstOrDefault(open => open.Action == action) is { } open)
        {
            // It was allowed, so what was departed from is the approval: the decider refuses any other such departure.
            var state = isDeparture ? "Open at that point, and done without the approval that this school’s own rule asks for." : "Open at that point.";
            return open.Clauses.Count > 0
                ? $"{state} {Policy.StrengthPlain(open.Strength)} {Labels(open.Clauses)}"
                : $"{state} {Markdown.Line(Policy.ActionUnsaid(action) ?? "The policy is silent on this.")}";
        }

        return decision.Blocked.FirstOrDefault(blocked => blocked.Action == action) is { } blocked
            ? $"Not open at that point ({Markdown.Line(string.Join("; ", blocked.Because.Select(Policy.ReasonPlain)))}): {Labels(Policy.RuleOf(action)?.Clauses ?? [])}"
            : "This policy does not name this action";
    }

    private string Fallen(CaseFile before, CaseFile after) => string.Join(", ", before.Escalations.Values
        .Where(escalation => !escalation.AwaitsDsl && after.Escalations.GetValueOrDefault(escalation.Action) is { AwaitsDsl: true })
        .Select(escalation => Markdown.Line(Policy.ActionLabel(escalation.Action))));

    private void Clauses()
    {
        Write("## The clauses relied on, word for word");
        foreach (var clause in Policy.Clauses.Where(clause => reliedOn.Contains(clause.Id)))
        {
            Write($"### {Markdown.Line(clause.Label)} ({clause.Id})");
            Write(Markdown.Verbatim(clause.Text));
        }

        if (reliedOn.Count == 0)
        {
            Write("None.");
        }
    }

    private static string? ActionOf(CaseEvent happened) => happened switch
    {
        EscalationProposed proposed => proposed.Action,
        EscalationApproved approved => approved.Action,
        EscalationDeclined declined => declined.Action,
        ActionRecorded taken => taken.Action,
        DepartureRecorded departed => departed.Action,
        _ => null,
    };

    private static string WordsTitle(CaseEvent happened) => happened is ActionRecorded or NoteAdded ? "Note" : "Reason given";

    private static string? WordsOf(CaseEvent happened) => happened switch
    {
        EscalationProposed proposed => proposed.Reason,
        EscalationApproved approved => approved.Reason,
        EscalationDeclined declined => declined.Reason,
        ActionRecorded taken => taken.Note,
        DepartureRecorded departed => departed.Reason,
        FactCorrected corrected => corrected.Reason,
        ConflictDeclared conflict => conflict.Reason,
        NoteAdded note => note.Text,
        CaseClosed closed => closed.Reason,
        CaseReopened reopened => reopened.Reason,
        _ => null,
    };

    private string Covered(Category? category) =>
        category is { IsCovered: true } ? $"Covered by {Labels(category.Clauses)}." : "This policy does not cover it.";

    private string Labels(IReadOnlyList<string> clauses)
    {
        RelyOn(clauses);
        return clauses.Count == 0 ? "the policy is silent on this" : string.Join("; ", clauses.Select(Label));
    }

    private string Label(string clause)
    {
        RelyOn([clause]);
        return $"{Markdown.Line(Policy.Find(clause)?.Label ?? clause)} ({clause})";
    }

    private void RelyOn(IReadOnlyList<string> clauses) => reliedOn.UnionWith(clauses);

    private static string? Point(string title, string? value) => value is null ? null : $"{Markdown.Line(title)}: {Markdown.Line(value)}";

    private void Quote(string title, string? words)
    {
        if (!string.IsNullOrWhiteSpace(words))
        {
            Write($"{Markdown.Line(title)}:");
            Write(Markdown.Verbatim(words));
        }
    }

    private void Points(params string?[] points)
    {
        foreach (var point in points.OfType<string>())
        {
            Bullet(point);
        }

        text.Append('\n');
    }

    private void Bullet(string line) => text.Append("- ").Append(line).Append('\n');

    private void Write(string paragraph) => text.Append(paragraph).Append("\n\n");
}
