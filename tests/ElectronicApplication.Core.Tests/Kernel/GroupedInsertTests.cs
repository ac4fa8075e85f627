using System.Text;
using ElectronicApplication.Contracts.V1;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Submissions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Tests.Kernel;

public sealed class GroupedInsertTests
{
    private static readonly DateTime Now = new(2026, 4, 1, 3, 4, 5, 678, DateTimeKind.Utc);

    [Fact]
    public async Task A_group_of_row_sets_reads_back_as_it_was_written()
    {
        await using var database = await TestDatabase.CreateAsync();
        var first = Rows(database, "髙﨑𠮷葛\U000E0100");
        var second = Rows(database, "二");
        await database.InScopeAsync<AppDbContext, bool>(async db =>
        {
            await db.InsertAsync([first, second], CancellationToken.None);
            return true;
        });

        var written = (Submission)first[0];
        var read = await database.InScopeAsync<AppDbContext, Submission>(db => db.Set<Submission>().AsNoTracking().SingleAsync(s => s.Id == written.Id));
        Assert.Equal(written.ReceiptNumber, read.ReceiptNumber);
        Assert.Equal(SubmissionStatus.Received, read.Status);
        Assert.Equal(Now, read.ArrivedAt);
        Assert.Equal(written.Key.Bytes, read.Key.Bytes);
        Assert.Null(read.AccountId);
        var plain = database.Services.GetRequiredService<Envelope>().Open(read.Key).Decrypt(read.ContentCipher, read.ContentBinding);
        Assert.Equal("髙﨑𠮷葛\U000E0100", Encoding.UTF8.GetString(plain));
        var acts = await database.InScopeAsync<AppDbContext, List<ActEntry>>(db => db.Set<ActEntry>().AsNoTracking().ToListAsync());
        Assert.Equal(2, acts.Count);
        Assert.All(acts, a => Assert.Equal(a.ContentSha256, a.ComputeSha256()));
        var outbox = await database.InScopeAsync<AppDbContext, List<OutboxMessage>>(db => db.Set<OutboxMessage>().AsNoTracking().OrderBy(m => m.Sequence).ToListAsync());
        Assert.Equal(2, outbox.Count);
        Assert.True(outbox[0].Sequence < outbox[1].Sequence);
        Assert.Equal(nameof(SubmissionReceived), outbox[0].Type);
    }

    [Fact]
    public async Task A_group_with_one_bad_row_set_saves_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var good = Rows(database, "一");
        var same = Rows(database, "一");
        same[0] = good[0];
        await Assert.ThrowsAnyAsync<Exception>(() => database.InScopeAsync<AppDbContext, bool>(async db =>
        {
            await db.InsertAsync([good, same], CancellationToken.None);
            return true;
        }));
        Assert.Equal(0, await database.InScopeAsync<AppDbContext, int>(db => db.Set<Submission>().CountAsync()));
        Assert.Equal(0, await database.InScopeAsync<AppDbContext, int>(db => db.Set<ActEntry>().CountAsync()));
    }

    [Fact]
    public async Task A_change_that_another_overtook_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var rows = Rows(database, "一");
        await database.InScopeAsync<AppDbContext, bool>(async db =>
        {
            await db.InsertAsync([rows], CancellationToken.None);
            return true;
        });
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => database.InScopeAsync<AppDbContext, int>(async db =>
        {
            var mine = await db.Set<Submission>().SingleAsync();
            await database.InScopeAsync<AppDbContext, int>(async other =>
            {
                Assert.Null((await other.Set<Submission>().SingleAsync()).Withdraw(Now));
                return await other.SaveChangesAsync();
            });
            Assert.Null(mine.StartReview(Now));
            return await db.SaveChangesAsync();
        }));
        Assert.Equal(SubmissionStatus.Withdrawn, (await database.InScopeAsync<AppDbContext, Submission>(db => db.Set<Submission>().SingleAsync())).Status);
    }

    private static List<object> Rows(TestDatabase database, string content)
    {
        var id = Guid.CreateVersion7();
        var key = database.Services.GetRequiredService<Envelope>().Create(out var wrapped);
        var submission = new Submission
        {
            Id = id, ReceiptNumber = ReceiptNumber.New(Now), ProcedureCode = "test", FormVersionId = Guid.CreateVersion7(), OfficeId = "office", Channel = Channel.Api,
            SubmittedAt = Now, PayloadSha256 = new byte[32], Key = wrapped, ContentCipher = key.Encrypt(Encoding.UTF8.GetBytes(content), $"submission.content:{id:N}"),
        };
        submission.Submit(feeIsDueFirst: false, null, Now);
        var fact = new SubmissionReceived(Guid.CreateVersion7(), Now, id, submission.ReceiptNumber, "test", submission.FormVersionId);
        return [submission, ActEntry.Of(Act.Anonymous(Door.PortalApi), "submission.submitted", id, Now), .. database.Services.GetRequiredService<Facts>().RowsFor(fact)];
    }
}
