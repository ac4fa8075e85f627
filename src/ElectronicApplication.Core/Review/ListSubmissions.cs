using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Procedures;
using ElectronicApplication.Core.Review.Decisions;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Review;

/// <param name="ReceiptNumber">As typed: full-width digits and missing hyphens are forgiven.</param>
/// <param name="Search">Names, dates and other answers that the author made searchable, separated by blanks: all of them must be found.</param>
/// <param name="Status">Narrows the list to one state.</param>
/// <param name="After">The cursor of the page before.</param>
public sealed record ListSubmissionsRequest(
    Worklist List, string? Office = null, string? Procedure = null, string? ReceiptNumber = null, string? Search = null, SubmissionStatus? Status = null,
    string? After = null, int Limit = ListSubmissions.DefaultLimit)
{
    /// <summary>Narrows the list to what came by one way.</summary>
    public Channel? Channel { get; init; }
}

/// <summary>One line of the desk. No name and no answer: those are seen in the opened submission, where the view is recorded.</summary>
/// <param name="IsUnread">Whoever asks has not opened it since it last changed.</param>
public sealed record SubmissionLine(
    Guid Id, string ReceiptNumber, string ProcedureCode, string ProcedureTitle, string Office, SubmissionStatus Status, Channel Channel,
    DateTime SubmittedAt, DateTime? ArrivedAt, DateTime UpdatedAt, DateTime? DueAt, string? Assignee, bool IsUnread, long? FeeYen);

public sealed record SubmissionList(IReadOnlyList<SubmissionLine> Items, string? Next);

/// <summary>The desk: worklists of the offices that the reviewer belongs to.</summary>
public sealed class ListSubmissions(AppDbContext db, Reviewers reviewers, ProcedureCatalog catalog, SearchKeys search, Approvals approvals, TimeProvider time)
{
    public const int DefaultLimit = 30;
    public const int MaxLimit = 100;

    /// <summary>Counting stops here: whoever has more to do is not helped by the number.</summary>
    public const int MostCounted = 1000;

    private static readonly Worklist[] Counted =
        [Worklist.Open, Worklist.New, Worklist.Mine, Worklist.UnderReview, Worklist.Approval, Worklist.SentBack, Worklist.SeeAfter, Worklist.Correction, Worklist.Payment, Worklist.Fee, Worklist.Message, Worklist.CoreSystem, Worklist.Resident, Worklist.Due, Worklist.Overdue];

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

        var order = request.List.Order();
        var rows = await PageAsync(Narrow(await SourceAsync(request.List, who.Value, time.GetUtcNow().UtcDateTime, cancel), request, number), request, order, cancel);
        var limit = Math.Clamp(request.Limit, 1, MaxLimit);
        var next = rows.Count > limit && rows[limit - 1] is var last ? new Cursor((order == WorklistOrder.ByDeadline ? last.DueAt : null) ?? last.SubmittedAt, last.Id).ToString() : null;
        return new SubmissionList(await LinesAsync([.. rows.Take(limit)], who.Value.Id, cancel), next);
    }

    /// <summary>How many there are in each of the lists that somebody has to work off; <see cref="MostCounted"/> stands for that many and more.</summary>
    public async Task<IReadOnlyDictionary<Worklist, int>> CountAsync(Act act, CancellationToken cancel)
    {
        var counts = new Dictionary<Worklist, int>();
        var who = await reviewers.OfAsync(act, cancel);
        if (who.Error is not null || !who.Value.MayOpen)
            return counts;
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var list in Counted)
            counts[list] = await (await SourceAsync(list, who.Value, now, cancel)).Take(MostCounted).CountAsync(cancel);
        return counts;
    }

    /// <summary>What a route asks somebody for reaches them whatever their office; everything else is of their offices.</summary>
    private async Task<IQueryable<Submission>> SourceAsync(Worklist list, Reviewer who, DateTime now, CancellationToken cancel)
    {
        var ids = list switch
        {
            Worklist.Approval => await approvals.WaitingForAsync(who, cancel),
            Worklist.SeeAfter => approvals.UnseenOf(who.Id),
            Worklist.SentBack => approvals.ReturnedTo(who.Id),
            _ => null,
        };
        return ids is null ? Visible(who).Of(list, who.Id, now, db)
            : (list == Worklist.SentBack ? Visible(who).Where(s => s.Status == SubmissionStatus.UnderReview && !s.IsDrafted) : db.Set<Submission>().AsNoTracking()).Where(s => ids.Contains(s.Id));
    }

    private IQueryable<Submission> Visible(Reviewer reviewer) => reviewer.Of(db.Set<Submission>().AsNoTracking());

    private IQueryable<Submission> Narrow(IQueryable<Submission> query, ListSubmissionsRequest request, string? number)
    {
        if (number is not null)
            query = query.Where(s => s.ReceiptNumber == number);
        if (!string.IsNullOrEmpty(request.Office))
            query = query.Where(s => s.OfficeId == request.Office);
        if (!string.IsNullOrEmpty(request.Procedure))
            query = query.Where(s => s.ProcedureCode == request.Procedure);
        if (request.Status is { } status)
            query = query.Where(s => s.Status == status);
        if (request.Channel is { } channel)
            query = query.Where(s => s.Channel == channel);
        foreach (var hash in search.HashesOf(request.Search))
            query = query.Where(s => db.Set<SearchKey>().Where(k => k.Hash == hash).Select(k => k.SubmissionId).Contains(s.Id));
        return query;
    }

    /// <summary>Keyset paging: the cost of a page does not grow with the pages before it, and rows that arrive meanwhile shift nothing.</summary>
    private static Task<List<Row>> PageAsync(IQueryable<Submission> query, ListSubmissionsRequest request, WorklistOrder order, CancellationToken cancel)
    {
        if (request.After is { } after && Cursor.Parse(after) is (var at, var id))
            query = order switch
            {
                WorklistOrder.ByDeadline => query.Where(s => s.DueAt >= at && (s.DueAt > at || s.Id.CompareTo(id) > 0)),
                WorklistOrder.OldestFirst => query.Where(s => s.SubmittedAt >= at && (s.SubmittedAt > at || s.Id.CompareTo(id) > 0)),
                _ => query.Where(s => s.SubmittedAt <= at && (s.SubmittedAt < at || s.Id.CompareTo(id) < 0)),
            };
        var ordered = order switch
        {
            WorklistOrder.ByDeadline => query.OrderBy(s => s.DueAt).ThenBy(s => s.Id),
            WorklistOrder.OldestFirst => query.OrderBy(s => s.SubmittedAt).ThenBy(s => s.Id),
            _ => query.OrderByDescending(s => s.SubmittedAt).ThenByDescending(s => s.Id),
        };
        return ordered.Take(Math.Clamp(request.Limit, 1, MaxLimit) + 1)
            .Select(s => new Row(s.Id, s.ReceiptNumber, s.FormVersionId, s.OfficeId, s.Status, s.Channel, s.SubmittedAt, s.ArrivedAt, s.UpdatedAt, s.DueAt, s.AssigneeName, s.FeeYen))
            .ToListAsync(cancel);
    }

    private async Task<List<SubmissionLine>> LinesAsync(IReadOnlyList<Row> rows, Guid me, CancellationToken cancel)
    {
        var ids = rows.Select(r => r.Id).ToArray();
        var read = await db.Set<CaseRead>().AsNoTracking().Where(r => r.StaffId == me && ids.Contains(r.SubmissionId)).ToDictionaryAsync(r => r.SubmissionId, r => r.At, cancel);
        var offices = await catalog.OfficesAsync(cancel);
        List<SubmissionLine> lines = [];
        foreach (var row in rows)
        {
            var procedure = (await catalog.VersionAsync(row.FormVersionId, cancel)).Procedure;
            lines.Add(new(row.Id, row.ReceiptNumber, procedure.Code, procedure.Title.Ja, (offices.GetValueOrDefault(row.OfficeId) ?? procedure.OfficeTitle).Ja, row.Status, row.Channel, row.SubmittedAt, row.ArrivedAt, row.UpdatedAt,
                row.DueAt, row.AssigneeName, !read.TryGetValue(row.Id, out var at) || at < row.UpdatedAt, row.FeeYen));
        }
        return lines;
    }

    private sealed record Row(
        Guid Id, string ReceiptNumber, Guid FormVersionId, string OfficeId, SubmissionStatus Status, Channel Channel, DateTime SubmittedAt, DateTime? ArrivedAt,
        DateTime UpdatedAt, DateTime? DueAt, string? AssigneeName, long? FeeYen);

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
