using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ConductBot.Cards;

namespace ConductBot.Bot.Cards;

// What the templates of cards/ are filled with. Each record has the shape of its template's sample data, no more and no
// less: a test holds the two together. Text that came from a person has been made inert before it gets here.

/// <summary>A button. <paramref name="Inputs"/> is "auto" to send the card's inputs along, "none" to leave them.</summary>
/// <param name="Style">"positive" on the one button of a card that is meant to be pressed, else "default".</param>
public sealed record CardButton(string Title, string Verb, JsonObject Data, string Inputs = "auto", string Style = CardButton.Default)
{
    public const string Default = "default";
    public const string Positive = "positive";
    public const string WithInputs = "auto";
    public const string WithoutInputs = "none";
}

/// <summary>A field. <paramref name="Kind"/> is line, paragraph, one, few or many.</summary>
public sealed record CardInput(string Kind, string Id, string Label, string Value, string Hint, IReadOnlyList<CardChoice> Choices);

public sealed record CardChoice(string Title, string Value);

public sealed record CardFact(string Title, string Value);

/// <param name="Warnings">What was said when it was answered and holds as long as the report goes on: 999, do not look again.</param>
/// <param name="Problem">Why the last answer did not fit; empty where it did.</param>
public sealed record QuestionCard(
    IReadOnlyList<string> Warnings,
    string Progress,
    string Question,
    string Problem,
    IReadOnlyList<string> Lines,
    IReadOnlyList<CardFact> Answers,
    IReadOnlyList<CardInput> Inputs,
    string Typed,
    IReadOnlyList<CardButton> Buttons) : ICardData<QuestionCard>
{
    public static string Template => "report/question";

    public static JsonTypeInfo<QuestionCard> Json => CardJson.Default.QuestionCard;
}

public sealed record AnsweredCard(string Question, string Answer, IReadOnlyList<CardButton> Buttons) : ICardData<AnsweredCard>
{
    public static string Template => "report/answered";

    public static JsonTypeInfo<AnsweredCard> Json => CardJson.Default.AnsweredCard;
}

/// <param name="Style">A container style: default, attention, warning, good or emphasis; never the only sign of what is meant.</param>
public sealed record NoticeCard(string Title, string Style, IReadOnlyList<string> Lines, IReadOnlyList<CardButton> Buttons) : ICardData<NoticeCard>
{
    public static string Template => "general/notice";

    public static JsonTypeInfo<NoticeCard> Json => CardJson.Default.NoticeCard;
}

public sealed record ListCard(string Title, string Empty, IReadOnlyList<CardFact> Items, IReadOnlyList<CardButton> Buttons) : ICardData<ListCard>
{
    public static string Template => "general/list";

    public static JsonTypeInfo<ListCard> Json => CardJson.Default.ListCard;
}

/// <summary>The channel's card, and each person's own view of it.</summary>
/// <param name="Notice">What came of the viewer's own press; empty on the channel's card.</param>
/// <param name="Safety">Lines that come before everything else: 999, no copies, police first.</param>
/// <param name="Next">The next allowed action; its lines say why, under which clause, who agrees.</param>
/// <param name="Pending">Escalations that wait for somebody; <paramref name="Approved"/> those that everybody agreed to.</param>
/// <param name="FormButtons">What belongs to the form or to the next action; <paramref name="Buttons"/> stand at the foot.</param>
/// <param name="Details">Only in the view of somebody who may act: what was reported, as inert text.</param>
/// <param name="RefreshUsers">Ids of the people whose view is fetched by itself; empty = on request only.</param>
public sealed record CaseCard(
    string Reference,
    string Title,
    string Banner,
    string BannerStyle,
    string Notice,
    IReadOnlyList<string> Safety,
    IReadOnlyList<CardFact> Facts,
    CaseCardNext Next,
    IReadOnlyList<CardFact> Pending,
    IReadOnlyList<CardFact> Approved,
    string FormTitle,
    IReadOnlyList<string> FormLines,
    IReadOnlyList<CardInput> Inputs,
    IReadOnlyList<CardButton> FormButtons,
    IReadOnlyList<CardFact> Details,
    IReadOnlyList<string> Timeline,
    IReadOnlyList<CardFact> Open,
    IReadOnlyList<CardFact> Blocked,
    IReadOnlyList<CardFact> Never,
    string Arrangement,
    IReadOnlyList<CardButton> Buttons,
    JsonObject Refresh,
    IReadOnlyList<string> RefreshUsers) : ICardData<CaseCard>
{
    public static string Template => "case/card";

    public static JsonTypeInfo<CaseCard> Json => CardJson.Default.CaseCard;
}

/// <param name="Confirm">What the DSL has not confirmed yet and the step would end; empty where nothing is.</param>
public sealed record CaseCardNext(string Label, string Confirm, IReadOnlyList<string> Lines);

/// <param name="Overdue">That the review is overdue; empty where it is not.</param>
/// <param name="Words">What the document says of itself, line by line.</param>
/// <param name="Laws">Law that it names and that has changed, with the place; and what it does not name yet. Ours.</param>
public sealed record DocumentCard(
    string Title,
    string Trust,
    IReadOnlyList<CardFact> Facts,
    string Overdue,
    IReadOnlyList<string> Words,
    IReadOnlyList<CardFact> Laws,
    IReadOnlyList<CardButton> Buttons) : ICardData<DocumentCard>
{
    public static string Template => "policy/document";

    public static JsonTypeInfo<DocumentCard> Json => CardJson.Default.DocumentCard;
}

/// <param name="Answers">The clauses that answer: label and words.</param>
/// <param name="More">Others that may help, or the nearest where none answers; <paramref name="MoreTitle"/> says which.</param>
/// <param name="About">Which document, which version.</param>
/// <param name="Ask">What else the person can do.</param>
public sealed record AnswerCard(
    string Title,
    IReadOnlyList<CardFact> Answers,
    string MoreTitle,
    IReadOnlyList<CardFact> More,
    string About,
    string Overdue,
    string Ask,
    IReadOnlyList<CardButton> Buttons) : ICardData<AnswerCard>
{
    public static string Template => "policy/answer";

    public static JsonTypeInfo<AnswerCard> Json => CardJson.Default.AnswerCard;
}

/// <param name="Policies">What each policy says, the reader's own first.</param>
public sealed record CompareCard(string Title, IReadOnlyList<ComparedPolicy> Policies, string Ask) : ICardData<CompareCard>
{
    public static string Template => "policy/compare";

    public static JsonTypeInfo<CompareCard> Json => CardJson.Default.CompareCard;
}

/// <param name="Silent">Says so where the policy does; else empty.</param>
/// <param name="Answers">The clauses that answer: label and words.</param>
/// <param name="Also">The labels of clauses that answer too and are not quoted; may be empty.</param>
/// <param name="About">Which document, which version, and whether its review is overdue.</param>
public sealed record ComparedPolicy(string Trust, string Silent, IReadOnlyList<CardFact> Answers, string Also, string About);

/// <param name="School">Whose bot it is to this person; empty before one is chosen.</param>
/// <param name="Decides">The person may decide on cases, so the card offers them.</param>
public sealed record HelpCard(string School, bool Decides) : ICardData<HelpCard>
{
    public static string Template => "general/help";

    public static JsonTypeInfo<HelpCard> Json => CardJson.Default.HelpCard;
}

/// <summary>A question of the set-up, or its summary.</summary>
/// <param name="Problem">Why the last answer did not fit, or what came of it; may be empty.</param>
/// <param name="Warning">What must not be overlooked; may be empty.</param>
/// <param name="Answers">On the summary: what is about to be settled.</param>
public sealed record SetUpCard(
    string Progress,
    string Question,
    string Problem,
    string Warning,
    IReadOnlyList<string> Lines,
    IReadOnlyList<CardFact> Answers,
    IReadOnlyList<CardInput> Inputs,
    IReadOnlyList<CardButton> Buttons) : ICardData<SetUpCard>
{
    public static string Template => "set-up/step";

    public static JsonTypeInfo<SetUpCard> Json => CardJson.Default.SetUpCard;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(QuestionCard))]
[JsonSerializable(typeof(AnsweredCard))]
[JsonSerializable(typeof(NoticeCard))]
[JsonSerializable(typeof(ListCard))]
[JsonSerializable(typeof(CaseCard))]
[JsonSerializable(typeof(DocumentCard))]
[JsonSerializable(typeof(AnswerCard))]
[JsonSerializable(typeof(CompareCard))]
[JsonSerializable(typeof(HelpCard))]
[JsonSerializable(typeof(SetUpCard))]
public sealed partial class CardJson : JsonSerializerContext;
