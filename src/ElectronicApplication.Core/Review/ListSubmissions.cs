using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review;

/// <param name="ReceiptNumber">As typed: full-width digits and missing hyphens are forgiven.</param>
/// <param name="OldestFirst">What has waited longest on top; otherwise the newest.</param>
/// <param name="After">The cursor of the page before.</param>
public sealed record ListSubmissionsRequest(
    IReadOnlyList<SubmissionStatus> Statuses, string? Office = null, string? Procedure = null, string? ReceiptNumber = null, bool OldestFirst = false,
    string? After = null, int Limit = ListSubmissions.DefaultLimit);

/// <summary>One line of the desk. No name and no answer: those are seen in the opened submission, where the view is recorded.</summary>
public sealed record SubmissionLine(
    Guid Id, string ReceiptNumber, string ProcedureCode, string ProcedureTitle, string Office, SubmissionStatus Status, Channel Channel,
    DateTime SubmittedAt, DateTime? ArrivedAt, DateTime UpdatedAt, long? FeeYen);

/// <param name="Counts">How many there are in each status, whatever status was asked for.</param>
public sealed record SubmissionList(IReadOnlyList<SubmissionLine> Items, string? Next, IReadOnlyDictionary<SubmissionStatus, int> Counts);

public sealed class ListSubmissions(AppDbContext db, Reviewers reviewers, ProcedureCatalog catalog)
{
    public const int DefaultLimit = 30;
    public const int MaxLimit = 100;

    public async Task<Result<SubmissionList>> HandleAsync(ListSubmissionsRequest request, Act act, CancellationToken cancel)
    {
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is { } unknown)
            return unknown;
        if (!who.Value.MayOpen)
            return ReviewErrors.RoleNeeded("受付・審査・決裁", "receive, review or approve");

        string? number = null;
        if (!string.IsNullOrWhiteSpace(request.ReceiptNumber) && (number = ReceiptNumber.Parse(request.ReceiptNumber)) is null)
            return SubmissionErrors.Malformed("receiptNumber", "受付番号の数字に誤りがあります。18 桁の数字を確認してください。", "The receipt number has a wrong digit.");
        if (request.After is not null && Cursor.Parse(request.After) is null)
            return SubmissionErrors.Malformed("after", "続きの位置が正しくありません。一覧を最初から開いてください。", "The cursor cannot be read.");

        var visible = Narrow(Visible(who.Value), request, number);
        var counts = await visible.GroupBy(s => s.Status).Select(g => new { Status = g.Key, Count = g.Count() }).ToListAsync(cancel);
        var page = await PageAsync(visible, request, cancel);
        var limit = Math.Clamp(request.Limit, 1, MaxLimit);
        var next = page.Count > limit ? new Cursor(page[limit - 1].SubmittedAt, page[limit - 1].Id).ToString() : null;
        return new SubmissionList(await LinesAsync(page.Take(limit), cancel), next, counts.ToDictionary(c => c.Status, c => c.Count));
    }

    private IQueryable<Submission> Visible(Reviewer reviewer)
    {
        var all = db.Set<Submission>().AsNoTracking();
        if (reviewer.SeesEveryOffice)
            return all;
        var offices = reviewer.Offices.ToArray();
        return all.Where(s => offices.Contains(s.OfficeId));
    }

    private static IQueryable<Submission> Narrow(IQueryable<Submission> query, ListSubmissionsRequest request, string? number)
    {
        if (number is not null)
            query = query.Where(s => s.ReceiptNumber == number);
        if (!string.IsNullOrEmpty(request.Office))
            query = query.Where(s => s.OfficeId == request.Office);
        if (!string.IsNullOrEmpty(request.Procedure))
            query = query.Where(s => s.ProcedureCode == request.Procedure);
        return query;
    }

    /// <summary>Keyset paging: the cost of a page does not grow with the pages before it, and rows that arrive meanwhile shift nothing.</summary>
    private static Task<List<Row>> PageAsync(IQueryable<Submission> query, ListSubmissionsRequest request, CancellationToken cancel)
    {
        if (request.Statuses.Count > 0)
            query = query.Where(s => request.Statuses.Contains(s.Status));
        if (request.After is { } after && Cursor.Parse(after) is (var at, var id))
            query = request.OldestFirst
                ? query.Where(s => s.SubmittedAt > at || (s.SubmittedAt == at && s.Id.CompareTo(id) > 0))
                : query.Where(s => s.SubmittedAt < at || (s.SubmittedAt == at && s.Id.CompareTo(id) < 0));
        var ordered = request.OldestFirst
            ? query.OrderBy(s => s.SubmittedAt).ThenBy(s => s.Id)
            : query.OrderByDescending(s => s.SubmittedAt).ThenByDescending(s => s.Id);
        return ordered.Take(Math.Clamp(request.Limit, 1, MaxLimit) + 1)
            .Select(s => new Row(s.Id, s.ReceiptNumber, s.FormVersionId, s.OfficeId, s.Status, s.Channel, s.SubmittedAt, s.ArrivedAt, s.UpdatedAt, s.FeeYen))
            .ToListAsync(cancel);
    }

    private async Task<List<SubmissionLine>> LinesAsync(IEnumerable<Row> rows, CancellationToken cancel)
    {
        List<SubmissionLine> lines = [];
        foreach (var row in rows)
        {
            var procedure = (await catalog.VersionAsync(row.FormVersionId, cancel)).Procedure;
            lines.Add(new(row.Id, row.ReceiptNumber, procedure.Code, procedure.Title.Ja, procedure.OfficeTitle.Ja, row.Status, row.Channel,
                row.SubmittedAt, row.ArrivedAt, row.UpdatedAt, row.FeeYen));
        }
        return lines;
    }

    private sealed record Row(
        Guid Id, string ReceiptNumber, Guid FormVersionId, string OfficeId, SubmissionStatus Status, Channel Channel, DateTime SubmittedAt, DateTime? ArrivedAt,
        DateTime UpdatedAt, long? FeeYen);

    private sealed record Cursor(DateTime At, Guid Id)
    {
        public override string ToString() =>
            Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At.Ticks}.{Id:N}")));

        public static Cursor? Parse(string text)
        {
            if (text.Length > 100 || !Base64Url.IsValid(text))
                return null;
            var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.');
            return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
                && ticks <= DateTime.MaxValue.Ticks && Guid.TryParseExact(parts[1], "N", out var id)
                ? new(new DateTime(ticks, DateTimeKind.Utc), id)
                : null;
        }
    }
}
