namespace ConductBot.Policies;

/// <summary>The lines of <c>conductbot policy ask</c>.</summary>
public static class PolicyAskJson
{
    /// <summary>
    /// One question in, one answer out: <c>{"id","policy","q"}</c> gives
    /// <c>{"id","refused":false,"answers":[{"clause":"oak/4.2.7","score":0.93}]}</c>. A line that is no question gives
    /// <c>{"error":"…"}</c> and not ok. Never throws.
    /// </summary>
    public static PolicyAskLine Line(PolicyAnswers answers, string line) => new("""{"error":"not a question"}""", IsOk: false);
}

/// <summary>A line to write, and whether the line it answers was a question.</summary>
public sealed record PolicyAskLine(string Json, bool IsOk);
