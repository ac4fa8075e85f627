using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Http;

namespace ElectronicApplication.Staff.Cases;

/// <summary>What the page of a case says besides the case.</summary>
public sealed record CasePageNotes
{
    public Error? Error { get; init; }

    /// <summary>Key of what was just done.</summary>
    public string? Done { get; init; }

    /// <summary>A note that could not be kept.</summary>
    public string Note { get; init; } = "";

    /// <summary>What an approver typed and could not be kept.</summary>
    public string Remark { get; init; } = "";

    /// <summary>The report of a core system that could not be settled, and the reason that was typed.</summary>
    public (Guid Id, string Reason)? Report { get; init; }

    /// <summary>A message to the applicant that could not be sent.</summary>
    public string Message { get; init; } = "";
}

/// <summary>Draws the page of a case, by itself or after something failed.</summary>
internal sealed class CasePages(OpenForReview open, AssignSubmission assign, ProcedureCatalog catalog, StaffFrame frame, TimeProvider time)
{
    public async Task<IResult> ShowAsync(HttpContext context, string receiptNumber, CasePageNotes notes, CancellationToken cancel)
    {
        var opened = await open.HandleAsync(receiptNumber, CaseEndpoints.Reviewer(context).Act(), cancel);
        return opened.Error is { } hidden ? frame.Error(context, hidden) : await ShowAsync(opened.Value, notes, cancel);
    }

    public async Task<IResult> ShowAsync(ReviewCase opened, CasePageNotes notes, CancellationToken cancel) => Pages.Show<CasePage>(new
    {
        Case = opened, Notes = notes, Now = time.GetUtcNow().UtcDateTime, Offices = await catalog.OfficesAsync(cancel),
        Colleagues = opened.CanAssign ? await assign.ColleaguesAsync(opened.Submission, cancel) : [],
    }, notes.Error is { } error ? ErrorResults.Status(error.Kind) : StatusCodes.Status200OK);
}
