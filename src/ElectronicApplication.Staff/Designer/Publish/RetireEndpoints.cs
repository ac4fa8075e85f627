using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Designer.Publish;

/// <summary>Retires and reopens a published procedure that nobody has begun to change; with a design, its page of publication does the same.</summary>
internal static class RetireEndpoints
{
    private delegate Task<Result<Done>> Deed(string code, string reason, Act act, CancellationToken cancel);

    public static void MapRetire(this RouteGroupBuilder designer)
    {
        var one = designer.MapGroup("/change/{code}");
        one.MapGet("", (HttpContext c, string code, string? done, Parts p, CancellationToken cancel) =>
            ShowAsync(c, code, p, null, "", PublishEndpoints.Words.GetValueOrDefault(done ?? ""), cancel));
        one.MapPost("/retire", (HttpContext c, string code, Parts p, RetireProcedure retire, CancellationToken cancel) => RunAsync(c, code, p, retire.HandleAsync, "retired", cancel)).RequireToken();
        one.MapPost("/reopen", (HttpContext c, string code, Parts p, ReopenProcedure reopen, CancellationToken cancel) => RunAsync(c, code, p, reopen.HandleAsync, "reopened", cancel)).RequireToken();
    }

    public static string Url(string code) => $"{StaffFrame.DesignerUrl}/change/{code}";

    /// <summary>What every address of this page needs.</summary>
    internal sealed record Parts(ProcedureCatalog Catalog, CountDrafts Drafts, StaffFrame Frame);

    private static async Task<IResult> RunAsync(HttpContext context, string code, Parts parts, Deed deed, string word, CancellationToken cancel)
    {
        var posted = await PostedForm.ReadAsync(context);
        var done = posted.IsGenuine ? await deed(code, posted["reason"], DesignPost.Reviewer(context).Act(), cancel) : PostedForm.Stale;
        return done.Error is { } error ? await ShowAsync(context, code, parts, error, posted["reason"], null, cancel) : Pages.SeeOther($"{Url(code)}?done={word}");
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string code, Parts parts, Error? error, string reason, string? done, CancellationToken cancel)
    {
        var reviewer = DesignPost.Reviewer(context);
        if (!reviewer.Is(StaffRoles.Publish, StaffRoles.Administer))
            return parts.Frame.Error(context, PublicationErrors.PublisherNeeded);
        if (await parts.Catalog.StandingAsync(code, cancel) is not { } standing || !reviewer.Sees(standing.InForce.Procedure.Office))
            return parts.Frame.Error(context, PublicationErrors.ProcedureNotFound);
        return Pages.Show<RetirePage>(new { Reviewer = reviewer, Standing = standing, Drafts = await parts.Drafts.HandleAsync(code, cancel), Error = error, Reason = reason, Done = done },
            error is null ? StatusCodes.Status200OK : ErrorResults.Status(error.Kind));
    }
}
