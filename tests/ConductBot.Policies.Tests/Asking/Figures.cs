using System.Globalization;

namespace ConductBot.Policies;

/// <summary>How well questions were answered, in hundredths.</summary>
/// <param name="First">Of the answerable: a right clause first.</param>
/// <param name="AmongThree">Of the answerable: a right clause among those given.</param>
/// <param name="WronglyRefused">Of the answerable: refused.</param>
/// <param name="RightlyRefused">Of those the policy does not answer: refused.</param>
internal sealed record Figures(int Answerable, double First, double AmongThree, double WronglyRefused, int Unanswerable, double RightlyRefused)
{
    public static Figures Of(IReadOnlyCollection<(string[] Right, string[] Given)> replies)
    {
        var answerable = replies.Where(reply => reply.Right.Length > 0).ToList();
        var unanswerable = replies.Where(reply => reply.Right.Length == 0).ToList();
        return new(
            answerable.Count,
            Share(answerable.Count(reply => reply.Given.Length > 0 && reply.Right.Contains(reply.Given[0])), answerable.Count),
            Share(answerable.Count(reply => reply.Given.Any(reply.Right.Contains)), answerable.Count),
            Share(answerable.Count(reply => reply.Given.Length == 0), answerable.Count),
            unanswerable.Count,
            Share(unanswerable.Count(reply => reply.Given.Length == 0), unanswerable.Count));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Answerable,5} answerable: first {First,5:0.0} %, among three {AmongThree,5:0.0} %, refused {WronglyRefused,4:0.0} %; {Unanswerable,5} not: refused {RightlyRefused,5:0.0} %");

    private static double Share(int some, int all) => all == 0 ? 0 : 100.0 * some / all;
}
