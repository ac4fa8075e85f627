using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Forms;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Designs;

/// <param name="Version">The request's version that was before the eyes of whoever decides.</param>
/// <param name="Remarks">For sending back: at least one.</param>
/// <param name="PublishedSeen">Number of the published version with which it was compared, 0 for none; null for a program that takes it as it comes.</param>
public sealed record DecidePublicationRequest(Guid Id, bool Approve, IReadOnlyList<PublicationRemark> Remarks, int Version, int? PublishedSeen = null);

/// <summary>The second pair of eyes: approves, and thereby publishes at once or at the time asked for, or sends back.</summary>
public sealed class DecidePublication(AppDbContext db, PublicationDesk desk, Publication publication, PublishApproved publish, TimeProvider time)
{
    public Task<Result<PublicationState>> HandleAsync(DecidePublicationRequest request, Act act, CancellationToken cancel) =>
        publication.SaveAsync(() => AttemptAsync(request, act, cancel), cancel);

    private async Task<Result<PublicationState>> AttemptAsync(DecidePublicationRequest request, Act act, CancellationToken cancel)
    {
        var found = await desk.FindAsync(request.Id, act, cancel);
        if (found.Error is { } hidden)
            return hidden;
        var (row, reviewer) = found.Value;
        if (await desk.RefusalAsync(reviewer, row, cancel) is { } notTheirs)
            return notTheirs;
        if (row.Version != request.Version)
            return PublicationErrors.ChangedMeanwhile;
        return request.Approve ? await ApproveAsync(row, reviewer, request.PublishedSeen, act, cancel) : SendBack(row, reviewer, request.Remarks, act);
    }

    private async Task<Result<PublicationState>> ApproveAsync(PublicationRequest row, Reviewer reviewer, int? seen, Act act, CancellationToken cancel)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var version = row.Version;
        var newest = (await publication.NewestAsync(row.ProcedureCode, cancel))?.Number ?? 0;
        if (seen is not null && seen != newest)
            return await MovedAsync(row, version, cancel);
        if (row.Approve(reviewer, newest, now) is { } wrong)
            return wrong;
        db.Add(ActEntry.Of(act, "publication.approved", null, now, Detail(row), shownToApplicant: false));
        if (row.PublishAt > now)
            return row.State;
        try
        {
            if (await publish.AddAsync(row, act, cancel) is not null)
                return await MovedAsync(row, version, cancel);
        }
        catch (DefinitionException problem)
        {
            return PublicationErrors.Unusable(problem);
        }
        return row.State;
    }

    /// <summary>The version that came in between may be this very request's, by the hand of a colleague.</summary>
    private async Task<Error> MovedAsync(PublicationRequest row, int version, CancellationToken cancel) =>
        await db.Set<PublicationRequest>().AnyAsync(r => r.Id == row.Id && r.Version == version, cancel) ? PublicationErrors.PublishedMoved : PublicationErrors.ChangedMeanwhile;

    private Result<PublicationState> SendBack(PublicationRequest row, Reviewer reviewer, IReadOnlyList<PublicationRemark> typed, Act act)
    {
        var remarks = typed.Where(r => !string.IsNullOrWhiteSpace(r.Text)).Select(r => new PublicationRemark(r.Place.Trim(), r.Text.Trim())).ToList();
        if (remarks.Count == 0)
            return PublicationErrors.RemarksNeeded;
        if (remarks.Count > PublicationRemark.Most || remarks.Exists(r => r.Place.Length > PublicationRemark.LongestPlace
            || r.Text.Length > 10 * PublicationRemark.LongestText || new StringInfo(r.Text).LengthInTextElements > PublicationRemark.LongestText))
            return PublicationErrors.RemarksTooLong;
        var now = time.GetUtcNow().UtcDateTime;
        if (row.SendBack(reviewer, remarks, now) is { } wrong)
            return wrong;
        db.Add(ActEntry.Of(act, "publication.sent-back", null, now, Detail(row), shownToApplicant: false));
        return row.State;
    }

    internal static string Detail(PublicationRequest row) => $"{row.ProcedureCode} r{row.Revision} {row.Id:N}";
}
