using System.Text.Json.Serialization;
using ConductBot.Bot.CaseWork;

namespace ConductBot.Host.Caseload;

/// <summary>What the page is told before anybody has signed in.</summary>
/// <param name="Language">Of the words.</param>
/// <param name="Hosts">The origins that may speak to the page as Teams, beside those that Teams' library knows.</param>
internal sealed record CaseloadStart(string Language, CaseloadWords Words, IReadOnlyList<string> Hosts);

/// <summary>What somebody who may decide is told.</summary>
/// <param name="At">The time of day, in words.</param>
internal sealed record CaseloadAnswer(string Language, CaseloadWords Words, string At, IReadOnlyList<CaseloadSchool> Schools);

/// <summary>A sentence for somebody who is signed in and may not see the list.</summary>
internal sealed record CaseloadRefusal(string Language, CaseloadWords Words, string Problem);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CaseloadStart))]
[JsonSerializable(typeof(CaseloadAnswer))]
[JsonSerializable(typeof(CaseloadRefusal))]
internal sealed partial class CaseloadJson : JsonSerializerContext;
