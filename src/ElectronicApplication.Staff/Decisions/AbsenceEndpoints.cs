using System.Globalization;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review.Decisions;
using ElectronicApplication.Staff.Cases;
using ElectronicApplication.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElectronicApplication.Staff.Decisions;

/// <summary>不在: one's own, and for whoever administers the staff those of others.</summary>
internal static class AbsenceEndpoints
{
    public static void MapAbsences(this RouteGroupBuilder staff)
    {
        var absences = staff.MapGroup("/absence");
        absences.MapGet("", (HttpContext context, string? done, Absences list, StaffFrame frame, CancellationToken cancel) => ShowAsync(context, list, frame, null, null, done, cancel));
        absences.MapPost("", EnterAsync).RequireToken();
        absences.MapPost("/{id:guid}/remove", RemoveAsync).RequireToken();
    }

    private static async Task<IResult> EnterAsync(HttpContext context, Absences absences, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var request = new AbsenceRequest(Id(form["staff"]), Id(form["deputy"]), Day(form["from"]), Day(form["to"]));
        var error = form.IsGenuine ? (await absences.EnterAsync(request, CaseEndpoints.Reviewer(context).Act(), cancel)).Error : CaseEndpoints.Stale;
        return error is null ? Pages.SeeOther(StaffFrame.AbsenceUrl + "?done=entered") : await ShowAsync(context, absences, frame, form, error, null, cancel);
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, Guid id, Absences absences, StaffFrame frame, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(context);
        var error = form.IsGenuine ? (await absences.RemoveAsync(id, CaseEndpoints.Reviewer(context).Act(), cancel)).Error : CaseEndpoints.Stale;
        return error is null ? Pages.SeeOther(StaffFrame.AbsenceUrl + "?done=removed") : await ShowAsync(context, absences, frame, null, error, null, cancel);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, Absences absences, StaffFrame frame, PostedForm? posted, Error? error, string? done, CancellationToken cancel)
    {
        var reviewer = CaseEndpoints.Reviewer(context);
        var lines = await absences.ListAsync(reviewer.Act(), cancel);
        return lines.Error is { } refused
            ? frame.Error(context, refused)
            : Pages.Show<AbsencePage>(new { Reviewer = reviewer, People = await absences.PeopleAsync(cancel), Lines = lines.Value, Posted = posted, Error = error, Done = done }, error is null ? 200 : ErrorResults.Status(error.Kind));
    }

    private static Guid Id(string text) => Guid.TryParse(text, out var id) ? id : Guid.Empty;

    /// <summary>A day that cannot be read is in no period.</summary>
    private static DateOnly Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : DateOnly.MinValue;
}
