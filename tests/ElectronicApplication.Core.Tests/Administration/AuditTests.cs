using System.Buffers.Binary;
using System.Security.Cryptography;
using ElectronicApplication.Core.Administration;
using ElectronicApplication.Core.Kernel;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Tests.Administration;

public sealed class AuditTests
{
    private readonly TestClock _clock = new(new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_sealed_chain_is_whole_and_its_head_is_the_last_link()
    {
        await using var database = await SealedAsync(3);
        var report = await VerifyAsync(database);
        Assert.True(report.IsWhole);
        var last = (await SealsAsync(database))[^1];
        Assert.Equal(new AuditHead(3, Convert.ToHexStringLower(last.Hash)), report.Head);
    }

    [Fact]
    public async Task Whoever_lacks_the_key_cannot_rewrite_the_chain()
    {
        await using var database = await SealedAsync(3);
        var seals = await SealsAsync(database);
        await database.InScopeAsync<AppDbContext, int>(async db =>
        {
            // Somebody who can write the database takes an act out and computes everything behind it anew.
            await db.Set<ActEntry>().Where(a => a.Id == seals[1].ActId).ExecuteDeleteAsync();
            await db.Set<ActSeal>().ExecuteDeleteAsync();
            var hash = seals[0].Hash;
            db.Add(seals[0]);
            var content = (await db.Set<ActEntry>().SingleAsync(a => a.Id == seals[2].ActId)).ContentSha256;
            var number = new byte[8];
            BinaryPrimitives.WriteInt64BigEndian(number, 2);
            db.Add(new ActSeal { Sequence = 2, ActId = seals[2].ActId, Hash = SHA256.HashData([.. hash, .. number, .. content]), SealedAt = seals[2].SealedAt });
            return await db.SaveChangesAsync();
        });
        Assert.Equal([seals[2].ActId], (await VerifyAsync(database)).Altered);
    }

    [Fact]
    public async Task A_missing_act_is_named_and_sealing_goes_on_behind_it()
    {
        await using var database = await SealedAsync(3);
        var newest = (await SealsAsync(database))[^1];
        await database.InScopeAsync<AppDbContext, int>(db => db.Set<ActEntry>().Where(a => a.Id == newest.ActId).ExecuteDeleteAsync());
        await ActAsync(database);
        await SealAsync(database);
        _clock.Advance(TimeSpan.FromMinutes(5));
        var report = await VerifyAsync(database);
        Assert.Equal([3], report.Missing);
        Assert.Empty(report.Altered);
        Assert.Empty(report.Unsealed);
        Assert.Equal(4, report.Sealed);
    }

    [Fact]
    public async Task An_act_that_was_committed_late_is_sealed_within_a_minute()
    {
        await using var database = await SealedAsync(3);
        await database.InScopeAsync<AppDbContext, int>(db =>
        {
            // Its transaction took five minutes; others were sealed meanwhile.
            db.Add(ActEntry.Of(Act.System(), "procedure.published", null, _clock.GetUtcNow().UtcDateTime.AddMinutes(-5)));
            return db.SaveChangesAsync();
        });
        _clock.Advance(TimeSpan.FromMinutes(1));
        await SealAsync(database);
        Assert.Equal(4, (await VerifyAsync(database)).Sealed);
    }

    private async Task<TestDatabase> SealedAsync(int acts)
    {
        var database = await TestDatabase.CreateAsync(services => services.AddAdministration(), _clock);
        for (var i = 0; i < acts; i++)
            await ActAsync(database);
        await SealAsync(database);
        return database;
    }

    private Task<int> ActAsync(TestDatabase database)
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        return database.InScopeAsync<AppDbContext, int>(db =>
        {
            db.Add(ActEntry.Of(Act.System(), "procedure.published", null, _clock.GetUtcNow().UtcDateTime));
            return db.SaveChangesAsync();
        });
    }

    private static Task<bool> SealAsync(TestDatabase database) => database.InScopeAsync<SealActs, bool>(async seal =>
    {
        await seal.RunAsync(default);
        return true;
    });

    private static Task<AuditReport> VerifyAsync(TestDatabase database) => database.InScopeAsync<VerifyAudit, AuditReport>(v => v.HandleAsync(default));

    private static Task<List<ActSeal>> SealsAsync(TestDatabase database) =>
        database.InScopeAsync<AppDbContext, List<ActSeal>>(db => db.Set<ActSeal>().AsNoTracking().OrderBy(s => s.Sequence).ToListAsync());
}
