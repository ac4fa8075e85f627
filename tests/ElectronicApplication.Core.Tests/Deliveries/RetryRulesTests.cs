using ElectronicApplication.Core.Deliveries;
using ElectronicApplication.Core.Kernel;
using FsCheck;
using FsCheck.Fluent;
using System.Text.Json.Nodes;

namespace ElectronicApplication.Core.Tests.Deliveries;

public sealed class RetryRulesTests
{
    [Fact]
    public void A_wait_is_never_negative_and_never_longer_than_five_minutes_unless_asked_for() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int>(), (attempts, seed) =>
            RetryRules.Wait(attempts, null, new Random(seed)) is var wait && wait >= TimeSpan.Zero && wait <= TimeSpan.FromMinutes(5)).QuickCheckThrowOnFailure();

    [Fact]
    public void What_the_core_system_asks_for_is_kept_up_to_an_hour() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int>(), (asked, attempts) =>
            RetryRules.Wait(attempts, asked, new Random(1)) is var wait && wait >= TimeSpan.FromSeconds(Math.Clamp(asked, 0, 3600)) && wait <= TimeSpan.FromSeconds(3600 + 300))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void The_ceiling_doubles_with_every_attempt()
    {
        var random = new Random(7);
        double Longest(int attempts) => Enumerable.Range(0, 2000).Max(_ => RetryRules.Wait(attempts, null, random).TotalSeconds);
        Assert.InRange(Longest(1), 0.9, 1);
        Assert.InRange(Longest(4), 7, 8);
        Assert.InRange(Longest(30), 280, 300);
    }

    [Fact]
    public void Sealed_data_opens_only_for_its_target_and_delivery()
    {
        var ring = KeyRing.Generate("test");
        var id = Guid.NewGuid();
        var cipher = new DeliverySeal(ring).Seal("documents", id, new(new JsonObject { ["name"] = "髙﨑𠮷葛\U000E0100" }, new("髙", new("utf-8", "\r\n", "{count}", null))));

        // A worker of its own, near the core system, opens it with the same key file.
        Assert.Equal("髙﨑𠮷葛\U000E0100", (string)new DeliverySeal(ring).Open("documents", id, cipher).Data["name"]!);
        Assert.Equal("{count}", new DeliverySeal(ring).Open("documents", id, cipher).Text!.Layout.Header);
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => new DeliverySeal(ring).Open("resident-register", id, cipher));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => new DeliverySeal(ring).Open("documents", Guid.NewGuid(), cipher));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => new DeliverySeal(KeyRing.Generate("other")).Open("documents", id, cipher));
    }
}
