using ElectronicApplication.Core.Designs;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Api;

/// <summary>Publication through four eyes, versions, and the end of a procedure, for programs.</summary>
internal static class PublicationsApi
{
    public static void MapPublications(this RouteGroupBuilder procedures)
    {
        procedures.MapGet("/{code}/publications", ListAsync).WithName("listPublications").WithSummary("Requests for publication, newest first.").Produces<PublicationList>().ProducesProblem(404);
        procedures.MapPost("/{code}/publications", AskAsync).WithName("askPublication").WithSummary("Asks a second person to publish what stands. 422: errors of the check, or warnings that are not acknowledged ('code file path').")
            .Produces<PublicationAsked>(201).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        procedures.MapPost("/{code}/publications/{id:guid}/decision", DecideAsync).WithName("decidePublication").WithSummary("Approves, or sends back with remarks. Never by whoever asked or changed the design.")
            .Produces<PublicationMoved>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        procedures.MapPost("/{code}/publications/{id:guid}/withdrawal", WithdrawAsync).WithName("withdrawPublication").WithSummary("Takes a request back, or stops an approved one before its time.")
            .Produces<PublicationMoved>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        procedures.MapGet("/{code}/versions", VersionsAsync).WithName("listVersions").WithSummary("Published versions, newest first, with what changed in words.").Produces<VersionList>().ProducesProblem(404);
        procedures.MapPost("/{code}/versions/{number:int}/restore", RestoreAsync).WithName("restoreVersion").WithSummary("Puts the files of a published version on top as a revision; publishing it is the same step for two.")
            .Produces<DesignEdited>().ProducesProblem(404).ProducesProblem(409);
        procedures.MapPost("/{code}/retirement", async (HttpContext c, string code, ReasonBody body, RetireProcedure retire, CancellationToken cancel) => Said(await retire.HandleAsync(code, body.Reason ?? "", ProceduresApi.Act(c), cancel), "Retired"))
            .WithName("retireProcedure").WithSummary("Takes nothing new from now on; the reason is shown to applicants.").Produces<PublicationMoved>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        procedures.MapPost("/{code}/reopening", async (HttpContext c, string code, ReasonBody body, ReopenProcedure reopen, CancellationToken cancel) => Said(await reopen.HandleAsync(code, body.Reason ?? "", ProceduresApi.Act(c), cancel), "Open"))
            .WithName("reopenProcedure").WithSummary("Takes a retirement back.").Produces<PublicationMoved>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    private static async Task<IResult> ListAsync(HttpContext context, string code, ReadPublication read, CancellationToken cancel)
    {
        var found = await read.ListAsync(code, ProceduresApi.Act(context), cancel);
        return found.Error is { } error ? ErrorResults.Problem(error) : Results.Json(new PublicationList([.. found.Value.Select(PublicationLine.Of)], null));
    }

    private static async Task<IResult> AskAsync(HttpContext context, string code, AskBody body, AskPublication ask, CancellationToken cancel)
    {
        if (DesignStamps.Read(body.Revision) is not { } seen)
            return ErrorResults.Problem(DesignStamps.Malformed);
        if (!Enum.GetNames<MidFormPolicy>().Contains(body.Policy))
            return ErrorResults.Problem(DesignStamps.Wrong("policy", "policy の値が正しくありません。", $"policy is one of {string.Join(", ", Enum.GetNames<MidFormPolicy>())}."));
        var asked = await ask.HandleAsync(new(code, seen.Head, body.Note ?? "", Enum.Parse<MidFormPolicy>(body.Policy!), body.PublishAt, [.. (body.Acknowledged ?? []).OfType<string>()]), ProceduresApi.Act(context), cancel);
        return asked.Error is { } error ? ErrorResults.Problem(error) : new StaffAnswer(201, new PublicationAsked(asked.Value));
    }

    private static async Task<IResult> DecideAsync(HttpContext context, string code, Guid id, DecisionBody body, DecidePublication decide, ReadPublication read, CancellationToken cancel)
    {
        if (await MissingAsync(context, code, id, read, cancel) is { } missing)
            return missing;
        if (body.Remarks?.Contains(null) is true)
            return ErrorResults.Problem(DesignStamps.Wrong("remarks", "remarks には、place と text を持つものだけを並べてください。", "Each of \"remarks\" is an object with \"place\" and \"text\"."));
        var decided = await decide.HandleAsync(new(id, body.Approve, [.. (body.Remarks ?? []).Select(r => new PublicationRemark(r!.Place ?? "", r.Text ?? ""))], body.Version, body.PublishedVersion), ProceduresApi.Act(context), cancel);
        return decided.Error is { } error ? ErrorResults.Problem(error) : new StaffAnswer(200, new PublicationMoved(decided.Value.ToString()));
    }

    private static async Task<IResult> WithdrawAsync(HttpContext context, string code, Guid id, VersionBody body, WithdrawPublication withdraw, ReadPublication read, CancellationToken cancel) =>
        await MissingAsync(context, code, id, read, cancel) ?? Said(await withdraw.HandleAsync(id, body.Version, ProceduresApi.Act(context), cancel), nameof(PublicationState.Withdrawn));

    private static async Task<IResult> VersionsAsync(HttpContext context, string code, ReadPublication read, ListVersions versions, CancellationToken cancel)
    {
        var seen = await read.ListAsync(code, ProceduresApi.Act(context), cancel);
        return seen.Error is { } error ? ErrorResults.Problem(error)
            : Results.Json(new VersionList([.. (await versions.HandleAsync(code, cancel)).Select(v => new VersionItem(v.Number, v.PublishedAt, v.Changes, v.Policy.ToString()))], null));
    }

    private static async Task<IResult> RestoreAsync(HttpContext context, string code, int number, StampBody body, StartDesign start, CancellationToken cancel) =>
        DesignStamps.Read(body.Revision) is { } seen ? ProceduresApi.Edited(await start.RestoreVersionAsync(code, number, seen, ProceduresApi.Act(context), cancel)) : ErrorResults.Problem(DesignStamps.Malformed);

    /// <summary>A request is reached under its own procedure only.</summary>
    private static async Task<IResult?> MissingAsync(HttpContext context, string code, Guid id, ReadPublication read, CancellationToken cancel)
    {
        var found = await read.ListAsync(code, ProceduresApi.Act(context), cancel);
        return found.Error is { } error ? ErrorResults.Problem(error) : found.Value.Any(r => r.Id == id) ? null : ErrorResults.Problem(PublicationErrors.NotFound);
    }

    private static IResult Said(Result<Done> result, string state) => result.Error is { } error ? ErrorResults.Problem(error) : new StaffAnswer(200, new PublicationMoved(state));
}
