using System.Net;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ConductBot.Bot.Cards;
using ConductBot.Bot.People;
using ConductBot.Host.Serving;
using ConductBot.Languages;
using ConductBot.Storage;
using ConductBot.Teams;
using static ConductBot.Languages.Speech;
using CaseList = ConductBot.Bot.CaseWork.Caseload;

namespace ConductBot.Host.Caseload;

/// <summary>
/// The DSL's tab: the page at <c>/caseload</c>, which anybody may load and which knows nothing, and the cases, which it asks for as
/// the person whom Teams vouches for.
/// </summary>
internal sealed class CaseloadEndpoints(
    TabTokenValidator validator, CaseList caseload, Schools schools, IStore store, BotFrameworkOptions options, TimeProvider time, ILogger<CaseloadEndpoints> log)
{
    private const string Route = "/caseload";

    private readonly BuiltPage page = new(
        Path.Combine(AppContext.BaseDirectory, "caseload"),
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        + $"frame-ancestors {string.Join(' ', options.Cloud.TabHosts)}");

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Route, (Delegate)Page);
        endpoints.MapGet(Route + "/words", (Delegate)Words);
        endpoints.MapGet(Route + "/cases", (Delegate)CasesAsync);
        endpoints.MapGet(Route + "/{file}", (string file, HttpResponse response) => page.Asset(file, response));
    }

    private IResult Page(HttpContext context)
    {
        if (page.IsBuilt)
        {
            return page.Index(context.Response);
        }

        using var speaking = Language.Use(Language.Of(LocaleOf(context)) ?? Language.British);
        var title = WebUtility.HtmlEncode(Say("Caseload"));
        var sentence = WebUtility.HtmlEncode(
            Say("This page was not built, since the build of this server found no Node.js. Type “cases” in the chat with ConductBot to see the open cases."));
        return Results.Text(
            $"<!doctype html>\n<html lang=\"{Language.Current}\">\n<head><meta charset=\"utf-8\"><title>{title}</title></head>\n<body><main><h1>{title}</h1><p>{sentence}</p></main></body>\n</html>\n",
            MediaTypeNames.Text.Html, Encoding.UTF8, StatusCodes.Status503ServiceUnavailable);
    }

    private IResult Words(HttpContext context)
    {
        using var speaking = Language.Use(Language.Of(LocaleOf(context)) ?? Language.British);
        context.Response.Headers.CacheControl = "no-cache";
        return Json(StatusCodes.Status200OK, new(Language.Current, new(), options.Cloud.TabHosts), CaseloadJson.Default.CaseloadStart);
    }

    private async Task<IResult> CasesAsync(HttpContext context)
    {
        var cancellationToken = context.RequestAborted;
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            return await AnswerAsync(context, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Results.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }
        catch (Exception failure)
        {
            // The boundary of this turn: the page says that it failed, the log gets the rest.
            Log.CaseloadFailed(log, failure);
            return Results.StatusCode(StatusCodes.Status500InternalServerError);
        }
    }

    private async Task<IResult> AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        await schools.RefreshAsync(atOnce: false, cancellationToken);
        var tenants = schools.All.Select(school => school.TenantId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (await validator.ValidateAsync(context.Request.Headers.Authorization, tenants, cancellationToken) is not TabAuthentication.Accepted person)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        }

        var theirs = await caseload.SchoolsOfAsync(person.TenantId, person.ObjectId, cancellationToken);
        using var speaking = Language.Use(
            await PeopleLanguages.OfAsync(store, theirs.Count == 0 ? null : theirs[0], person.TenantId, person.ObjectId, LocaleOf(context), cancellationToken));
        var words = new CaseloadWords();
        if (theirs.Count == 0)
        {
            return Json(StatusCodes.Status403Forbidden, new(Language.Current, words, words.NotForYou), CaseloadJson.Default.CaseloadRefusal);
        }

        var read = await caseload.ReadAsync(theirs, person.ObjectId, withClosed: context.Request.Query["closed"] == "true", cancellationToken);
        var answer = new CaseloadAnswer(Language.Current, words, time.GetUtcNow().TimeOfDay(), read);
        return Json(StatusCodes.Status200OK, answer, CaseloadJson.Default.CaseloadAnswer);
    }

    /// <summary>What the person's Teams is set to, or else their browser.</summary>
    private static string? LocaleOf(HttpContext context) => context.Request.Query["locale"] is [{ Length: > 0 } asked]
        ? asked
        : context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1).FirstOrDefault()?.Value.Value;

    private static IResult Json<T>(int status, T body, JsonTypeInfo<T> form) =>
        Results.Text(JsonSerializer.Serialize(body, form), MediaTypeNames.Application.Json, Encoding.UTF8, status);
}
