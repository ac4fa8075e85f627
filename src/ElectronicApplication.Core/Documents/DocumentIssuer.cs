using System.Security.Cryptography;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using ElectronicApplication.Forms.Documents;
using ElectronicApplication.Pdf;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Documents;

/// <param name="DocumentId">Chosen by whoever asks: asked twice, it is issued once.</param>
/// <param name="Replaces">The document whose place it takes.</param>
internal sealed record IssueOrder(Guid DocumentId, ComposableCase Case, DocumentDelivery Delivery, IssuedDocument? Replaces = null, string? Reason = null, Guid? RunId = null);

/// <summary>
/// Issues documents of one series. They are drawn and signed with the numbers that come next, outside of any transaction; then, alone with the series, the numbers are
/// taken if they still are the next ones, and numbers, files, acts and facts are saved together. Nothing is ever saved that was not finished, so that no number is lost.
/// </summary>
public sealed class DocumentIssuer(
    AppDbContext db, DocumentComposer composer, DocumentRenderer renderer, OfficeKeys officeKeys, TimestampClient timestamps, KeepSeal seals, KeyRing keys, Facts facts, IOptions<DocumentOptions> options, TimeProvider time)
{
    /// <summary>After so many collisions with others the drawing is done alone with the series.</summary>
    private const int FreeAttempts = 3;

    /// <param name="orders">Of one series.</param>
    /// <returns>In the order of the orders.</returns>
    internal async Task<IReadOnlyList<Result<IssuedDocument>>> IssueAsync(IReadOnlyList<IssueOrder> orders, Act act, CancellationToken cancel)
    {
        var results = new Result<IssuedDocument>?[orders.Count];
        if (options.Value.PortalUrl.Length == 0)
            return [.. orders.Select(_ => (Result<IssuedDocument>)DocumentErrors.NoPortal)];
        var now = time.GetUtcNow();
        var (series, year) = (orders[0].Case.Series, DocumentComposer.FiscalYear(JapanTime.DayOf(now.UtcDateTime)));
        var seal = await SealAsync(orders, cancel);
        if (seal.Error is { } noSeal)
            return [.. orders.Select(_ => (Result<IssuedDocument>)noSeal)];
        var attempt = 0;
        while (Open() is { Count: > 0 } open)
        {
            if (attempt++ < FreeAttempts)
            {
                var last = await LastAsync(series, year, cancel);
                var drawn = await DrawAsync(open, last, year, now, seal.Value, results, act, cancel);
                // Who failed leaves a gap: the others are drawn again with the numbers that follow.
                if (drawn.Count == open.Count)
                    await db.AloneAsync(LockName(series, year), () => SaveAsync(drawn, last, series, year, now, results, act, cancel), cancel);
                else
                    attempt--;
            }
            else
                await db.AloneAsync(LockName(series, year), async () =>
                {
                    db.ChangeTracker.Clear();
                    var last = await LastAsync(series, year, cancel);
                    var drawn = await DrawAsync(open, last, year, now, seal.Value, results, act, cancel);
                    return drawn.Count == open.Count && await SaveAsync(drawn, last, series, year, now, results, act, cancel);
                }, cancel);
        }
        return [.. results.Select(r => r!.Value)];

        List<(int Index, IssueOrder Order)> Open() => [.. orders.Select((o, i) => (i, o)).Where(o => results[o.i] is null)];
    }

    internal static string LockName(string series, int year) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"documents:{series}:{year}");

    private async Task<int> LastAsync(string series, int year, CancellationToken cancel) =>
        await db.Set<NumberSeries>().AsNoTracking().Where(s => s.Series == series && s.FiscalYear == year).Select(s => (int?)s.Last).SingleOrDefaultAsync(cancel) ?? 0;

    private async Task<Result<(Guid? Id, byte[] Image)>> SealAsync(IReadOnlyList<IssueOrder> orders, CancellationToken cancel)
    {
        if (orders.All(o => !o.Case.Definition.Seal))
            return (null, Array.Empty<byte>());
        return await seals.NewestAsync(cancel) is { } seal ? (seal.Id, KeepSeal.Open(seal, keys)) : DocumentErrors.NoSeal;
    }

    /// <summary>Draws and signs what can be; what cannot gets its error.</summary>
    private async Task<List<Finished>> DrawAsync(
        List<(int Index, IssueOrder Order)> open, int last, int year, DateTimeOffset now, (Guid? Id, byte[] Image) seal, Result<IssuedDocument>?[] results, Act act, CancellationToken cancel)
    {
        var finished = new Finished?[open.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, open.Count), new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount }, async (i, stop) =>
        {
            var (index, order) = open[i];
            var done = await OneAsync(order, index, last + 1 + i, year, now, seal, act, stop);
            if (done.Error is { } error)
                results[index] = error;
            else
                finished[i] = done.Value;
        });
        return [.. finished.OfType<Finished>()];
    }

    private async Task<Result<Finished>> OneAsync(IssueOrder order, int index, int number, int year, DateTimeOffset now, (Guid? Id, byte[] Image) seal, Act act, CancellationToken cancel)
    {
        var one = order.Case;
        var signer = officeKeys.For(one.Submission.OfficeId);
        if (signer.Error is { } noKey)
            return noKey;
        var numberText = DocumentComposer.NumberText(one.Definition, year, number);
        var content = composer.Compose(one, numberText, JapanTime.DayOf(now.UtcDateTime));
        if (order.Delivery == DocumentDelivery.Post && content.Recipient.Count == 0)
            return DocumentErrors.NoRecipient(content.Title);
        var token = TokenOf(order.DocumentId, keys);
        var drawn = new DrawnDocument(content, $"{options.Value.PortalUrl}/verify/{token}", content.Seal ? seal.Id : null);
        var pdf = renderer.Draw([drawn], now.ToOffset(JapanTime.Offset), _ => seal.Image);
        if (pdf.Error is { } cannot)
            return cannot;
        byte[] signed;
        try
        {
            signed = await PdfSigner.SignAsync(pdf.Value, signer.Value, new()
            {
                SignedAt = now.ToOffset(JapanTime.Offset), Name = options.Value.Head, Reason = content.Title, Location = options.Value.Municipality,
                Timestamp = timestamps.IsConfigured ? timestamps.StampAsync : null,
            }, cancel);
        }
        catch (TimestampException)
        {
            return DocumentErrors.NoTimestamp;
        }
        var row = new IssuedDocument
        {
            Id = order.DocumentId, SubmissionId = one.Submission.Id, Template = one.Definition.Id, Kind = one.Definition.Kind, Title = one.Definition.Title,
            OfficeId = one.Submission.OfficeId, OfficeTitle = one.Office, Series = one.Series, FiscalYear = year, Number = number, NumberText = numberText,
            IssuedAt = now.UtcDateTime, IssuedBy = act.ActorName ?? "", Delivery = order.Delivery, Sha256 = SHA256.HashData(signed), TokenSha256 = Secrets.Hash(token),
        };
        row.TakeForce();
        return new Finished(index, order, row, new()
        {
            DocumentId = row.Id, FileCipher = one.Key.Encrypt(signed, DocumentFile.FileBinding(row.Id)), ContentCipher = one.Key.EncryptJson(drawn, DocumentFile.ContentBinding(row.Id)),
        });
    }

    /// <summary>In a transaction, alone with the series.</summary>
    /// <returns>False when somebody else took a number meanwhile.</returns>
    private async Task<bool> SaveAsync(List<Finished> finished, int last, string series, int year, DateTimeOffset now, Result<IssuedDocument>?[] results, Act act, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var counter = await db.Set<NumberSeries>().SingleOrDefaultAsync(s => s.Series == series && s.FiscalYear == year, cancel);
        if ((counter?.Last ?? 0) != last)
            return false;
        if (await RefusedAsync(finished, results, cancel))
            return false;
        if (counter is null)
            db.Add(counter = new() { Series = series, FiscalYear = year });
        counter.Last = last + finished.Count;
        var ended = finished.Where(f => f.Order.Replaces is not null).ToList();
        if (ended.Count > 0)
        {
            var ids = ended.ConvertAll(f => f.Order.Replaces!.Id);
            foreach (var old in await db.Set<IssuedDocument>().Where(d => ids.Contains(d.Id)).ToListAsync(cancel))
                End(old, ended.Find(f => f.Order.Replaces!.Id == old.Id)!, now, act);
            // The place must be free before the new one takes it.
            await db.SaveChangesAsync(cancel);
        }
        foreach (var one in finished)
        {
            var (row, submission) = (one.Row, one.Order.Case.Submission);
            db.Add(row);
            db.Add(one.File);
            db.Add(ActEntry.Of(act with { Reason = one.Order.Reason }, "document.issued", submission.Id, now.UtcDateTime, $"{row.Title}　{row.NumberText}"));
            db.AddRange(facts.RowsFor(new DocumentIssued(
                Guid.CreateVersion7(now), now, submission.Id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId, row.Id, row.Template, row.NumberText,
                row.Delivery.ToString(), Convert.ToHexStringLower(row.Sha256))));
        }
        await RunItemsAsync(finished, cancel);
        await db.SaveChangesAsync(cancel);
        foreach (var one in finished)
            results[one.Index] = one.Row;
        return true;
    }

    /// <summary>What another one has issued or ended meanwhile is taken out.</summary>
    private async Task<bool> RefusedAsync(List<Finished> finished, Result<IssuedDocument>?[] results, CancellationToken cancel)
    {
        var ids = finished.ConvertAll(f => f.Row.Id);
        var places = finished.ConvertAll(f => f.Row.CurrentKey);
        var there = await db.Set<IssuedDocument>().AsNoTracking().Where(d => ids.Contains(d.Id) || places.Contains(d.CurrentKey)).ToListAsync(cancel);
        var refused = false;
        foreach (var one in finished)
        {
            if (there.Find(d => d.Id == one.Row.Id) is { } same)
                results[one.Index] = same.SubmissionId == one.Row.SubmissionId ? same : DocumentErrors.NotFound;
            else if (there.Find(d => d.CurrentKey == one.Row.CurrentKey) is { } current && current.Id != one.Order.Replaces?.Id)
                results[one.Index] = DocumentErrors.AlreadyIssued(current.NumberText);
            else if (one.Order.Replaces is { } old && !there.Exists(d => d.Id == old.Id))
                results[one.Index] = DocumentErrors.NotInForce;
            else
                continue;
            refused = true;
        }
        return refused;
    }

    private void End(IssuedDocument old, Finished by, DateTimeOffset now, Act act)
    {
        old.End(DocumentState.Replaced, by.Row.Id, now.UtcDateTime);
        var submission = by.Order.Case.Submission;
        db.Add(ActEntry.Of(act with { Reason = by.Order.Reason }, "document.replaced", submission.Id, now.UtcDateTime, $"{old.Title}　{old.NumberText}"));
        db.AddRange(facts.RowsFor(new DocumentWithdrawn(
            Guid.CreateVersion7(now), now, submission.Id, submission.ReceiptNumber, submission.ProcedureCode, submission.FormVersionId, old.Id, old.NumberText, nameof(DocumentState.Replaced))));
    }

    private async Task RunItemsAsync(List<Finished> finished, CancellationToken cancel)
    {
        if (finished[0].Order.RunId is not { } run)
            return;
        var ids = finished.ConvertAll(f => f.Row.SubmissionId);
        foreach (var item in await db.Set<IssueRunItem>().Where(i => i.RunId == run && ids.Contains(i.SubmissionId)).ToListAsync(cancel))
            item.Done(finished.Find(f => f.Row.SubmissionId == item.SubmissionId)!.Row);
    }

    /// <summary>The secret of a document's verification page. It follows from the document and the municipality's key, and cannot be guessed without it.</summary>
    internal static string TokenOf(Guid documentId, KeyRing keys) => System.Buffers.Text.Base64Url.EncodeToString(keys.IndexHash("document.verify", documentId.ToByteArray()).AsSpan(0, 24));

    private sealed record Finished(int Index, IssueOrder Order, IssuedDocument Row, DocumentFile File);
}
