namespace ConductBot.Policies;

/// <summary>Questions of ours, for a policy that has none: a pack that was just imported asks them, and most keep them.</summary>
public static class GoodPractice
{
    public static readonly IReadOnlyList<string> Questions =
    [
        "Did you see it yourself, or did somebody tell you about it?",
        "Who can see it? Everybody, a closed group, or only you?",
        "Does it state facts, or does it give an opinion, even an unfair one?",
        "Is there a real concern behind it that a talk with the school could answer first?",
        "Who could be harmed by it, and who could be harmed by what the school does next?",
    ];
}
