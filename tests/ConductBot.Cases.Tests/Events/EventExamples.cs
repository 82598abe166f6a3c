using System.Collections.Immutable;
using ConductBot.Policies;

namespace ConductBot.Cases.Events;

/// <summary>One of every event, with everything in it filled in. The golden files hold these.</summary>
internal static class EventExamples
{
    private const string Dsl = "7e0a7c2e-0000-4000-8000-000000000003";
    private const string Teacher = "7e0a7c2e-0000-4000-8000-000000000001";
    private const string Under = "oak 1.0 (2019-06-28)";

    public static readonly IReadOnlyDictionary<string, CaseEvent> All = new CaseEvent[]
    {
        new CaseOpened
        {
            By = Teacher, Under = Under, Reference = "CB-2026-0042", School = "a-school", Policy = "oak", PolicyVersion = "1.0 (2019-06-28)", ReporterName = "Tara Teacher",
        },
        new AnswersGiven
        {
            By = Teacher,
            Under = Under,
            Complete = true,
            Answered = ["danger", "intimate", "content", "where", "author", "target", "reflect", "categories", "test-defamation", "offence", "check"],
            Report = new()
            {
                ImmediateRisk = Report.No,
                IntimateImage = Report.Unsure,
                Text = "“Miss Ahmed hits the kids” – élève 😟",
                Link = "https://social.example/posts/1",
                Evidence = [new("5f1c", "image/png", 34_816, new string('a', 64))],
                Platform = "facebook",
                OnSchoolSite = Report.No,
                GroupChat = Report.Yes,
                SeenHow = "A parent, Mrs Lee, showed me",
                Author = Authors.Parent,
                Target = Targets.Colleague,
                Reflections = ImmutableSortedDictionary.CreateRange([KeyValuePair.Create(1, "I am angry, so I waited"), KeyValuePair.Create(4, "Mrs Lee would be hurt")]),
                Categories = ["defamation", "abuse"],
                CategoriesAsked = true,
                Tests = Given.Answered(("statedAsFact", Report.Yes), ("untrue", Report.Unsure), ("identifiable", Report.Yes), ("seriousHarm", Report.No)),
                CrimeSuspected = Report.Unsure,
                ChildHarmDisclosed = Report.Yes,
            },
        },
        new EscalationProposed { By = Teacher, Under = Under, Action = "written-warning", Reason = "Mrs Lee did it again" },
        new EscalationApproved { By = Dsl, Under = Under, Action = "written-warning", Final = true, Reason = "Mrs Lee refused" },
        new EscalationDeclined { By = Dsl, Under = Under, Action = "written-warning", Reason = "Mrs Lee has apologised" },
        new ActionRecorded { By = Dsl, Under = Under, Action = "request-removal", Outcome = Outcomes.Refused, Note = "Mrs Lee said no" },
        new DepartureRecorded { By = Dsl, Under = Under, Action = "complain-to-host", Reason = "Mrs Lee is abroad" },
        new FactCorrected { By = Dsl, Under = Under, Fact = "categories", Value = "abuse,naming-individuals", Reason = "Miss Ahmed asked me" },
        new ConflictDeclared { By = Dsl, Under = Under, Person = Teacher, Reason = "Mrs Lee’s sister" },
        new UrgencyAcknowledged { By = Dsl, Under = Under },
        new NoticePassedOn { By = CaseEvent.TheBot, Under = Under, To = "deputies" },
        new NoteAdded { By = Dsl, Under = Under, Text = "Rang Mrs Lee" },
        new CaseLinked { By = Dsl, Under = Under, To = "CB-2026-0007" },
        new CaseClosed { By = Dsl, Under = Under, Reason = "Mrs Lee took it down" },
        new CaseReopened { By = Dsl, Under = Under, Reason = "Mrs Lee put it up again" },
        new CaseForgotten { By = CaseEvent.TheOperator, Under = Under, Why = "Kept for seven years" },
        new MessageUndeliverable { By = CaseEvent.TheBot, Under = Under, What = "The case card to the safeguarding channel", Code = "BotNotInConversationRoster" },
    }.ToDictionary(example => example.GetType().Name, StringComparer.Ordinal);
}
