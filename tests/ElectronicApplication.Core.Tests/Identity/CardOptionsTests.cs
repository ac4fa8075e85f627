using ElectronicApplication.Core.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Core.Tests.Identity;

public sealed class CardOptionsTests
{
    [Fact]
    public void Every_missing_setting_of_the_card_is_named_at_once()
    {
        using var services = new ServiceCollection().AddIdentity(new ConfigurationBuilder().Build()).BuildServiceProvider();
        var problems = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<CardOptions>>().Value).Failures.ToList();
        foreach (var name in new[] { "Card:PageUrl", "Card:SignCrlUrl", "Card:AuthCrlUrl", "Portal:PublicUrl", "Card:SignAnchors", "Card:AuthAnchors" })
            Assert.Contains(problems, p => p.StartsWith(name, StringComparison.Ordinal));
    }
}
