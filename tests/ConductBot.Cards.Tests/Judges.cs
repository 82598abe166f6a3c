using ConductBot.Testing.Cards;

namespace ConductBot.Cards;

internal static class Judges
{
    /// <summary>Skips the test, saying what to install, where Microsoft's packages cannot be asked.</summary>
    public static void Need() => Assert.SkipWhen(CardJudge.Unavailable is not null, CardJudge.Unavailable ?? "");
}
