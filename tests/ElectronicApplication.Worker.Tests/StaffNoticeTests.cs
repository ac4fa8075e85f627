using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Notifications;
using ElectronicApplication.Testing;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Worker.Tests;

public sealed class StaffNoticeTests
{
    [Fact]
    public async Task Who_asked_for_it_gets_one_digest_of_what_is_new_in_the_own_offices_and_then_peace()
    {
        await using var city = await RunningWorker.StartAsync();
        var (own, other) = (await MemberAsync(city, "own", "planning"), await MemberAsync(city, "other", "waste"));
        await MemberAsync(city, "silent", "planning", asks: false);
        await city.SubmitAsync("秘密の意見です");
        await city.SubmitAsync();
        await RunAsync(city);
        await RunAsync(city);

        var mail = Assert.Single(await MailsAsync(city)).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Assert.Contains("own@staff.example", mail, StringComparison.Ordinal);
        Assert.Contains("2件", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("秘密", mail, StringComparison.Ordinal);

        await city.SubmitAsync();
        await RunAsync(city);
        Assert.Single(await MailsAsync(city));
        await city.InScopeAsync<AppDbContext, int>(db => db.Set<StaffMember>().Where(s => s.Id == own).ExecuteUpdateAsync(s => s.SetProperty(x => x.NoticeDueAt, DateTime.UtcNow.AddMinutes(-1))));
        await RunAsync(city);
        Assert.Equal(2, (await MailsAsync(city)).Count);
        Assert.Equal(DateTime.UtcNow, (await city.InScopeAsync<AppDbContext, StaffMember>(db => db.Set<StaffMember>().AsNoTracking().SingleAsync(s => s.Id == other))).NoticedAt, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task What_could_not_be_sent_is_sent_when_the_server_is_back()
    {
        await using var city = await RunningWorker.StartAsync(new() { ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = Ports.FreePair().ToString(System.Globalization.CultureInfo.InvariantCulture) });
        var id = await MemberAsync(city, "own", "planning");
        var since = (await city.InScopeAsync<AppDbContext, StaffMember>(db => db.Set<StaffMember>().AsNoTracking().SingleAsync(s => s.Id == id))).NoticedAt;
        await city.SubmitAsync();
        await RunAsync(city);
        var row = await city.InScopeAsync<AppDbContext, StaffMember>(db => db.Set<StaffMember>().AsNoTracking().SingleAsync(s => s.Id == id));
        Assert.Equal(since, row.NoticedAt);
        Assert.True(row.NoticeDueAt > DateTime.UtcNow);
    }

    private static async Task<Guid> MemberAsync(RunningWorker city, string name, string offices, bool asks = true)
    {
        var id = Guid.CreateVersion7();
        await city.InScopeAsync<AppDbContext, int>(db =>
        {
            db.Add(new StaffMember { Id = id, Issuer = "https://idp.example", Subject = name, Name = name, Mail = $"{name}@staff.example", Roles = "review", Offices = offices });
            return db.SaveChangesAsync();
        });
        if (asks)
            await city.InScopeAsync<StaffNotices, bool>(async n =>
            {
                await n.SaveAsync(id, ["new", "returned", "message", "due", "unknown"], CancellationToken.None);
                return true;
            });
        return id;
    }

    private static Task<bool> RunAsync(RunningWorker city) => city.InScopeAsync<StaffNotices, bool>(async n =>
    {
        await n.RunAsync(CancellationToken.None);
        return true;
    });

    private static async Task<List<JsonNode>> MailsAsync(RunningWorker city) => [.. (await city.Http.GetFromJsonAsync<JsonNode>("/sandbox/api/mail"))!["items"]!.AsArray().Select(m => m!)];
}
