using ConductBot.Policies;

namespace ConductBot.Cases;

/// <summary>
/// Decides what a command does to a case. Pure: the file and the policy come in, events or a refusal go out. Who may do
/// what is the school's own rule; what may be done is the policy's.
/// </summary>
public static class CaseDecider
{
    public static CaseOutcome Decide(CaseFile file, Policy policy, CaseCommand command)
    {
        // Before anything else: somebody outside the school is told nothing of the case, not even that it was forgotten.
        if (!command.By.IsStaff)
        {
            return Refuse(Say("Only staff of this school can act on its cases."));
        }

        if (file.Status == CaseStatus.Forgotten)
        {
            return Refuse(Say("This case was forgotten: what it held can no longer be read or changed."));
        }

        if (file.IsClosed && command is not (ReopenCase or AddNote or LinkCase or DeclareConflict))
        {
            return command is CloseCase
                ? new CaseOutcome.Already(Say("This case is closed already."))
                : Refuse(Say("This case is closed. The DSL can reopen it."));
        }

        return command switch
        {
            GiveAnswers answers => OnAnswers(file, answers),
            Propose propose => OnPropose(file, policy, propose),
            Approve approve => OnApprove(file, policy, approve),
            Decline decline => OnDecline(file, policy, decline),
            RecordAction record => OnRecord(file, policy, record),
            Depart depart => OnDepart(file, policy, depart),
            CorrectFact correct => OnCorrect(file, policy, correct),
            DeclareConflict conflict => OnConflict(file, conflict),
            Acknowledge seen => OnAcknowledge(file, seen),
            AddNote note => ByDsl(file, note, note.Text, Say("Write the note first."), text =>
                new NoteAdded { By = note.By.Id, Under = file.Under, Text = text }, decides: false),
            LinkCase link => OnLink(file, link),
            CloseCase close => ByDsl(file, close, close.Reason, Say("Say why the case is closed."), reason =>
                new CaseClosed { By = close.By.Id, Under = file.Under, Reason = reason }),
            ReopenCase reopen => file.IsClosed
                ? ByDsl(file, reopen, reopen.Reason, Say("Say why the case is reopened."), reason =>
                    new CaseReopened { By = reopen.By.Id, Under = file.Under, Reason = reason })
                : new CaseOutcome.Already(Say("This case is open already.")),
            _ => throw new InvalidOperationException($"No rule for the command {command.GetType().Name}."),
        };
    }

    /// <summary>Why this person may not decide on this case, or null when they may.</summary>
    public static string? BarredFromDeciding(CaseFile file, Actor by)
    {
        if (file.Conflicts.Contains(by.Id))
        {
            return Say("You have, or were declared to have, a conflict of interest on this case, so somebody else decides.");
        }

        if (file.Target is { } target && Same(target, by.Id))
        {
            return Say("The post is about you, so somebody else decides.");
        }

        return Same(file.Reporter, by.Id) ? Say("You reported this concern, so somebody else decides.") : null;
    }

    private static CaseOutcome OnAnswers(CaseFile file, GiveAnswers answers)
    {
        if (!Same(answers.By.Id, file.Reporter))
        {
            if (!answers.By.IsDsl)
            {
                return Refuse(Say("Only the person who reported it, or the DSL, can finish this report."));
            }

            // The answers decide what is open next, so who may not decide may not answer for somebody else.
            if (BarredFromDeciding(file, answers.By) is { } barred)
            {
                return Refuse(OurRule(barred));
            }
        }

        // A draft may lie for days: it must not overwrite what was finished meanwhile, and decided on since.
        return file.IsReportComplete
            ? Refuse(Say("This report was finished already. What is wrong in it the DSL can correct, with a reason."))
            : Accept(new AnswersGiven
            {
                By = answers.By.Id,
                Under = file.Under,
                Complete = answers.Complete,
                Answered = answers.Answered,
                Report = answers.Report,
            });
    }

    private static CaseOutcome OnPropose(CaseFile file, Policy policy, Propose propose)
    {
        if (CannotBeTaken(file, policy, propose.Action) is { } no)
        {
            return no;
        }

        var open = Open(file, policy, propose.Action)!;
        if (open.Approval == Approval.None)
        {
            return Refuse(Say("This needs no approval: staff may do it and record it."), open.Clauses);
        }

        if (file.Escalations.GetValueOrDefault(propose.Action) is { } pending)
        {
            return new CaseOutcome.Already(pending.Final
                ? Say("This is approved already: carry it out, then record what came of it.")
                : Say("This was asked for already and waits for a decision."));
        }

        return Accept(new EscalationProposed
        {
            By = propose.By.Id,
            Under = file.Under,
            Action = propose.Action,
            Reason = Given(propose.Reason),
        });
    }

    private static CaseOutcome OnApprove(CaseFile file, Policy policy, Approve approve)
    {
        if (BarredFromDeciding(file, approve.By) is { } barred)
        {
            return Refuse(OurRule(barred));
        }

        if (!approve.By.MayDecide)
        {
            return Refuse(OurRule(Say("Only the DSL or a deputy can approve this.")));
        }

        if (CannotBeTaken(file, policy, approve.Action) is { } no)
        {
            return no;
        }

        var open = Open(file, policy, approve.Action)!;
        if (open.Approval == Approval.None)
        {
            return Refuse(Say("This needs no approval: staff may do it and record it."), open.Clauses);
        }

        var escalation = file.Escalations.GetValueOrDefault(approve.Action);
        if (escalation is { Final: true })
        {
            return new CaseOutcome.Already(Say("This is approved already: carry it out, then record what came of it."));
        }

        if (NotTheirTurn(escalation, approve.By) is { } wait)
        {
            return wait;
        }

        return Given(approve.Reason) is { } reason
            ? Accept(new EscalationApproved
            {
                By = approve.By.Id,
                Under = file.Under,
                Action = approve.Action,
                Final = open.Approval == Approval.Dsl || escalation is { AwaitsLead: true },
                Reason = reason,
            })
            : new CaseOutcome.Incomplete(Say("Give a reason for your decision first."));
    }

    private static CaseOutcome OnDecline(CaseFile file, Policy policy, Decline decline)
    {
        if (BarredFromDeciding(file, decline.By) is { } barred)
        {
            return Refuse(OurRule(barred));
        }

        if (!decline.By.MayDecide)
        {
            return Refuse(OurRule(Say("Only the DSL or a deputy can decline this.")));
        }

        if (UnknownAction(policy, decline.Action) is { } unknown)
        {
            return unknown;
        }

        if (file.Escalations.GetValueOrDefault(decline.Action) is not { } escalation)
        {
            return new CaseOutcome.Already(Say("Nobody is asking for this now: it was decided before, or never asked for."));
        }

        if (escalation.AwaitsDsl && !decline.By.IsDsl)
        {
            return Refuse(OurRule(Say("The DSL or a deputy decides first.")));
        }

        return Given(decline.Reason) is { } reason
            ? Accept(new EscalationDeclined { By = decline.By.Id, Under = file.Under, Action = decline.Action, Reason = reason })
            : new CaseOutcome.Incomplete(Say("Give a reason for your decision first."));
    }

    private static CaseOutcome OnRecord(CaseFile file, Policy policy, RecordAction record)
    {
        if (UnknownAction(policy, record.Action) is { } unknown)
        {
            return unknown;
        }

        if (!Outcomes.All.Contains(record.Outcome))
        {
            return new CaseOutcome.Incomplete(Say("Choose what came of it."));
        }

        // What came of a step already taken may be told at any time, whoever agreed to the step.
        var taken = file.History.Any(entry => entry.Action == record.Action && entry.Outcome != Outcomes.Failed);
        var followUp = taken && record.Outcome != Outcomes.Done;
        var approved = file.Escalations.GetValueOrDefault(record.Action) is { Final: true };

        if (!followUp && !approved)
        {
            if (CannotBeTaken(file, policy, record.Action) is { } no)
            {
                return no;
            }

            var open = Open(file, policy, record.Action)!;
            if (open.Approval != Approval.None)
            {
                var needs = open.Approval == Approval.Dsl
                    ? Say("This needs the DSL’s approval before it is done.")
                    : Say("This needs the approval of the DSL and then of a lead before it is done.");
                return Refuse(OurRule(needs), open.Clauses);
            }
        }

        return Accept(new ActionRecorded
        {
            By = record.By.Id,
            Under = file.Under,
            Action = record.Action,
            Outcome = record.Outcome,
            Note = Given(record.Note),
        });
    }

    private static CaseOutcome OnDepart(CaseFile file, Policy policy, Depart depart)
    {
        if (UnknownAction(policy, depart.Action) is { } unknown)
        {
            return unknown;
        }

        // Marked as a departure everywhere and for good, so it must be one. Without an approval that the school asks for,
        // it is one from the school's own rule.
        var open = Open(file, policy, depart.Action);
        var approved = file.Escalations.GetValueOrDefault(depart.Action) is { Final: true };
        return depart.By.IsDsl && (approved || open is { Approval: Approval.None })
            ? Refuse(Say("This is no departure: it may be done now. Record it as done instead."), open?.Clauses)
            : ByDsl(file, depart, depart.Reason, Say("A departure from the policy needs a written reason."), reason =>
                new DepartureRecorded { By = depart.By.Id, Under = file.Under, Action = depart.Action, Reason = reason });
    }

    private static CaseOutcome OnCorrect(CaseFile file, Policy policy, CorrectFact correct)
    {
        var (fact, value, problem) = FactCorrection.Read(policy, correct.Fact, correct.Value);
        return problem is null
            ? ByDsl(file, correct, correct.Reason, Say("Say why this fact is confirmed or changed."), reason =>
                new FactCorrected { By = correct.By.Id, Under = file.Under, Fact = fact, Value = value, Reason = reason })
            : new CaseOutcome.Incomplete(problem);
    }

    private static CaseOutcome OnAcknowledge(CaseFile file, Acknowledge seen) =>
        !seen.By.MayDecide ? Refuse(OurRule(Say("Only the DSL, a deputy or a lead can say so.")))
        : BarredFromDeciding(file, seen.By) is { } barred ? Refuse(OurRule(barred))
        : file.SeenBy.Contains(seen.By.Id) ? new CaseOutcome.Already(Say("You said so already."))
        : Accept(new UrgencyAcknowledged { By = seen.By.Id, Under = file.Under });

    private static CaseOutcome OnConflict(CaseFile file, DeclareConflict declare)
    {
        var person = Given(declare.Person) ?? declare.By.Id;
        var own = Same(person, declare.By.Id);
        if (!own && !declare.By.IsDsl)
        {
            return Refuse(Say("Only the DSL can declare somebody else’s conflict of interest."));
        }

        if (!Same(person, declare.By.Id) && BarredFromDeciding(file, declare.By) is { } barred)
        {
            return Refuse(OurRule(barred));
        }

        // The id is kept where anybody who keeps the database can read it: a name typed in its place would be too.
        if (!own && !Guid.TryParseExact(person, "D", out _))
        {
            return new CaseOutcome.Incomplete(Say("Say whose conflict it is by their Entra object id."));
        }

        if (file.Conflicts.Contains(person))
        {
            return new CaseOutcome.Already(Say("That conflict of interest is on the record already."));
        }

        return Given(declare.Reason) is { } reason
            ? Accept(new ConflictDeclared { By = declare.By.Id, Under = file.Under, Person = person, Reason = reason })
            : new CaseOutcome.Incomplete(Say("Say in a few words what the conflict is."));
    }

    private static CaseOutcome OnLink(CaseFile file, LinkCase link)
    {
        var other = Given(link.To)?.ToUpperInvariant();
        if (other is not null && Same(other, file.Reference))
        {
            return new CaseOutcome.Incomplete(Say("A case cannot be linked to itself."));
        }

        return other is not null && file.Links.Contains(other)
            ? new CaseOutcome.Already(Say("These two cases are linked already."))
            : ByDsl(file, link, other, Say("Give the reference of the other case."), to =>
                new CaseLinked { By = link.By.Id, Under = file.Under, To = to }, decides: false);
    }

    /// <summary>The two people of a dsl+lead approval come in order, and are two.</summary>
    private static CaseOutcome? NotTheirTurn(Escalation? escalation, Actor by)
    {
        if (escalation is not { AwaitsLead: true })
        {
            return by.IsDsl ? null : Refuse(OurRule(Say("The DSL or a deputy decides first, and a lead after them.")));
        }

        if (Same(escalation.ApprovedBy!, by.Id))
        {
            return new CaseOutcome.Already(Say("You have approved this already. A lead, who must be somebody else, decides next."));
        }

        return by.IsLead ? null : Refuse(OurRule(Say("The DSL’s part is done: now a lead (the headteacher or trust lead) decides.")));
    }

    private static CaseOutcome? CannotBeTaken(CaseFile file, Policy policy, string action)
    {
        if (UnknownAction(policy, action) is { } unknown)
        {
            return unknown;
        }

        var decision = CaseReading.Of(file, policy).Decision;
        if (decision.Never.FirstOrDefault(never => never.Action == action) is { } never)
        {
            return Refuse(Say("The policy says that the school never does this."), never.Clauses);
        }

        if (decision.Allowed.Any(open => open.Action == action))
        {
            return null;
        }

        return decision.Blocked.FirstOrDefault(blocked => blocked.Action == action) is { } blocked
            ? Refuse(Say($"Not open yet: {string.Join("; ", blocked.Because.Select(policy.ReasonPlain))}."))
            : Refuse(Say("This policy does not name that action. The DSL can record it as a departure, with a reason."));
    }

    /// <summary>Steps such as "wait for an answer" are the decision's own words for what comes next; nobody takes them.</summary>
    private static CaseOutcome? UnknownAction(Policy policy, string action) =>
        policy.Vocabulary.Action(action) is null || Actions.OfTheDecision.Contains(action)
            ? new CaseOutcome.Incomplete(Say("Choose an action first."))
            : null;

    private static OpenAction? Open(CaseFile file, Policy policy, string action) =>
        CaseReading.Of(file, policy).Decision.Allowed.FirstOrDefault(open => open.Action == action);

    private static CaseOutcome ByDsl(
        CaseFile file, CaseCommand command, string? text, string missing, Func<string, CaseEvent> record, bool decides = true)
    {
        if (!command.By.IsDsl)
        {
            return Refuse(OurRule(Say("Only the DSL or a deputy can do this.")));
        }

        if (decides && BarredFromDeciding(file, command.By) is { } barred)
        {
            return Refuse(OurRule(barred));
        }

        return Given(text) is { } given ? Accept(record(given)) : new CaseOutcome.Incomplete(missing);
    }

    private static string OurRule(string sentence) => $"{sentence} {Say("That is this school’s own rule, not the policy’s.")}";

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static CaseOutcome.Accepted Accept(CaseEvent happened) => new([happened]);

    private static CaseOutcome.Refused Refuse(string sentence, IReadOnlyList<string>? clauses = null) => new(sentence, clauses ?? []);
}
