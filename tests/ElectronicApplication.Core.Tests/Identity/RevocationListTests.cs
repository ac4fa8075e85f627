using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Jpki;
using Microsoft.Extensions.DependencyInjection;

namespace ElectronicApplication.Core.Tests.Identity;

public sealed class RevocationListTests
{
    [Fact]
    public async Task Without_a_revocation_list_nobody_signs_in_and_with_one_the_same_challenge_goes_on()
    {
        await using var town = await SignInTown.OpenAsync();
        using var card = town.Cards.Issue();
        town.Lists.IsDown = true;
        var challenge = await town.PrepareAsync();
        await town.ReceiveAsync(challenge.Id, TestCards.Sign(card, challenge.Content));
        var refused = await town.CompleteAsync(challenge.Id);
        Assert.Equal(("card-revocation-unknown", ErrorKind.Unavailable), (refused.Error?.Code, refused.Error!.Kind));
        town.Lists.IsDown = false;
        town.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Null((await town.CompleteAsync(challenge.Id)).Error);
    }

    [Fact]
    public async Task Callers_at_the_same_time_share_one_request()
    {
        await using var town = await SignInTown.OpenAsync();
        town.Lists.Hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var callers = Enumerable.Range(0, 20).Select(_ => ListsAsync(town)).ToList();
        town.Lists.Hold.SetResult();
        await Task.WhenAll(callers);
        Assert.Equal(1, town.Lists.Requests);
        Assert.All(callers, c => Assert.Single(c.Result));
    }

    [Fact]
    public async Task A_list_is_used_until_its_age_and_then_asked_for_again()
    {
        await using var town = await SignInTown.OpenAsync();
        await ListsAsync(town);
        town.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        await ListsAsync(town);
        Assert.Equal(1, town.Lists.Requests);
        town.Clock.Advance(TimeSpan.FromSeconds(1));
        await ListsAsync(town);
        Assert.Equal(2, town.Lists.Requests);
    }

    [Fact]
    public async Task While_the_CA_is_silent_the_last_list_serves_until_its_own_next_update()
    {
        await using var town = await SignInTown.OpenAsync();
        await ListsAsync(town);
        town.Lists.IsDown = true;
        town.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Single(await ListsAsync(town));
        town.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await ListsAsync(town));
    }

    [Fact]
    public async Task An_answer_that_is_no_list_does_not_replace_the_last_one()
    {
        await using var town = await SignInTown.OpenAsync();
        var list = Assert.Single(await ListsAsync(town));
        town.Lists.Instead = "<html>メンテナンス中</html>"u8.ToArray();
        town.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(list.ToArray(), Assert.Single(await ListsAsync(town)).ToArray());
    }

    private static async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ListsAsync(SignInTown town) =>
        await town.Database.Services.GetRequiredService<RevocationLists>().ForAsync(JpkiPurpose.UserAuthentication, default);
}
