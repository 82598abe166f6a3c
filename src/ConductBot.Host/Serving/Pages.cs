using ConductBot.Languages;
using static ConductBot.Languages.Speech;

namespace ConductBot.Host.Serving;

/// <summary>The two pages that the app's manifest points to. Plain words, no script, nothing to fetch; in the language that the browser asks for first.</summary>
internal static class Pages
{
    private static string Privacy => Page(
        Say("ConductBot: privacy"),
        Say("What a reporter writes is kept encrypted, under a key of its own for each case, on the server of the school or trust that runs this bot. The people whom the school has named (safeguarding lead, deputies, leads) see it; the channel's card, notifications and logs hold no name and no word of a post. Pictures and PDF files sent with a report are kept sealed with its case; none is taken where it may show an intimate image."),
        Say("Who did what on a case, and when, is kept for good and cannot be edited. A case is forgotten by destroying its key: what it held of people can then no longer be read by anybody."),
        Say("Ask the school's data protection officer for access, correction or erasure."));

    private static string Terms => Page(
        Say("ConductBot: terms of use"),
        Say("For staff of the school that runs it. It shows what the school's own policy says, word for word, and records what staff decide. It gives no legal advice and replaces neither the safeguarding lead nor the emergency services: if anyone is in immediate danger, call 999."));

    public static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/privacy", (HttpContext context) => In(context, () => Privacy));
        endpoints.MapGet("/terms", (HttpContext context) => In(context, () => Terms));
    }

    private static IResult In(HttpContext context, Func<string> page)
    {
        var asked = context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1);
        using var speaking = Language.Use(asked.Select(language => Language.Of(language.Value.Value)).FirstOrDefault(language => language is not null) ?? Language.British);
        return Results.Text(page());
    }

    private static string Page(params ReadOnlySpan<string> paragraphs) => string.Join("\n\n", paragraphs) + "\n";
}
