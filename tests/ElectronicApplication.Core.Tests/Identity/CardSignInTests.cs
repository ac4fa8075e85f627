using System.Text;
using System.Text.Json.Nodes;
using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;

namespace ElectronicApplication.Core.Tests.Identity;

public sealed class CardSignInTests
{
    [Fact]
    public async Task The_same_card_comes_back_to_the_same_account()
    {
        await using var town = await SignInTown.OpenAsync();
        using var card = town.Cards.Issue();
        var first = await town.SignInAsync(card);
        var second = await town.SignInAsync(card);
        Assert.Null(first.Error);
        Assert.Equal(first.Value.AccountId, second.Value.AccountId);
        Assert.Equal("/my", first.Value.ReturnPath);
        Assert.Equal(first.Value.AccountId, await town.WhoseAsync(first.Value.SessionSecret));
        Assert.Equal(2, (await town.ActsAsync("account.signed-in")).Count);
    }

    [Fact]
    public async Task Another_card_is_another_account()
    {
        await using var town = await SignInTown.OpenAsync();
        using var one = town.Cards.Issue();
        using var other = town.Cards.Issue();
        Assert.NotEqual((await town.SignInAsync(one)).Value.AccountId, (await town.SignInAsync(other)).Value.AccountId);
    }

    [Fact]
    public async Task A_new_card_in_two_windows_at_once_makes_one_account()
    {
        await using var town = await SignInTown.OpenAsync();
        using var card = town.Cards.Issue();
        List<PreparedChallenge> challenges = [];
        for (var i = 0; i < 4; i++)
        {
            challenges.Add(await town.PrepareAsync());
            await town.ReceiveAsync(challenges[i].Id, TestCards.Sign(card, challenges[i].Content));
        }
        var results = await Task.WhenAll(challenges.Select(c => Task.Run(() => town.CompleteAsync(c.Id))));
        Assert.Single(results.Select(r => r.Value.AccountId).Distinct());
        Assert.Single(await town.RowsAsync<Account>());
    }

    [Fact]
    public async Task A_session_that_the_browser_had_before_ends_at_sign_in()
    {
        await using var town = await SignInTown.OpenAsync();
        using var card = town.Cards.Issue();
        var before = (await town.SignInAsync(card)).Value.SessionSecret;
        var after = (await town.SignInAsync(card, previous: before)).Value.SessionSecret;
        Assert.NotEqual(before, after);
        Assert.Null(await town.WhoseAsync(before));
        Assert.NotNull(await town.WhoseAsync(after));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_on_the_server()
    {
        await using var town = await SignInTown.OpenAsync();
        using var card = town.Cards.Issue();
        var session = (await town.SignInAsync(card)).Value.SessionSecret;
        await town.Do<SignOut, bool>(async s =>
        {
            await s.HandleAsync(session, Door.Portal, default);
            return true;
        });
        Assert.Null(await town.WhoseAsync(session));
        Assert.Single(await town.ActsAsync("account.signed-out"));
    }

    [Fact]
    public async Task The_content_to_sign_names_purpose_audience_and_life()
    {
        await using var town = await SignInTown.OpenAsync();
        var challenge = await town.PrepareAsync();
        var content = JsonNode.Parse(challenge.Content)!.AsObject();
        Assert.Equal("SignIn", (string?)content["purpose"]);
        Assert.Equal("https://portal.example/", (string?)content["audience"]);
        Assert.Equal("2026-04-01T03:00:00Z", (string?)content["issuedAt"]);
        Assert.Equal("2026-04-01T03:15:00Z", (string?)content["expiresAt"]);
        Assert.Equal("ログイン", (string?)content["statement"]);
        Assert.Equal(43, ((string?)content["nonce"])!.Length);
        Assert.Equal(CanonicalJson.Write(content), challenge.Content);
    }

    [Fact]
    public async Task A_used_challenge_is_refused_and_recorded()
    {
        await using var town = await SignInTown.OpenAsync();
        using var card = town.Cards.Issue();
        var challenge = await town.PrepareAsync();
        await town.ReceiveAsync(challenge.Id, TestCards.Sign(card, challenge.Content));
        Assert.Null((await town.CompleteAsync(challenge.Id)).Error);
        Assert.Equal("card-challenge-used", (await town.CompleteAsync(challenge.Id)).Error?.Code);
        Assert.Single(await town.RowsAsync<Session>());
        Assert.Equal("card-challenge-used", Assert.Single(await town.ActsAsync("card.refused")).Detail);
    }

    [Fact]
    public async Task A_challenge_completed_twice_at_once_opens_one_session()
    {
        await using var town = await SignInTown.OpenAsync();
        using var card = town.Cards.Issue();
        var challenge = await town.PrepareAsync();
        await town.ReceiveAsync(challenge.Id, TestCards.Sign(card, challenge.Content));
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => town.CompleteAsync(challenge.Id))));
        Assert.Single(results, r => r.IsOk);
        Assert.Single(await town.RowsAsync<Session>());
    }

    [Fact]
    public async Task A_challenge_of_another_browser_is_refused()
    {
        await using var town = await SignInTown.OpenAsync();
        using var card = town.Cards.Issue();
        var challenge = await town.PrepareAsync(browser: "the-attacker's-browser");
        await town.ReceiveAsync(challenge.Id, TestCards.Sign(card, challenge.Content));
        Assert.Equal("card-challenge-not-found", (await town.CompleteAsync(challenge.Id)).Error?.Code);
        Assert.Null(await town.Do<CardChallenges, CardReturn?>(c => c.FindAsync(challenge.Id, SignInTown.Browser, default)));
        Assert.Empty(await town.RowsAsync<Session>());
    }

    [Fact]
    public async Task A_challenge_made_for_an_account_is_worth_nothing_for_signing_in()
    {
        await using var town = await SignInTown.OpenAsync();
        using var card = town.Cards.Issue();
        var challenge = await town.PrepareAsync(account: Guid.CreateVersion7());
        await town.ReceiveAsync(challenge.Id, TestCards.Sign(card, challenge.Content));
        Assert.Equal("card-challenge-not-found", (await town.CompleteAsync(challenge.Id)).Error?.Code);
    }

    [Fact]
    public async Task A_challenge_is_good_for_fifteen_minutes()
    {
        await using var town = await SignInTown.OpenAsync();
        using var card = town.Cards.Issue();
        PreparedChallenge inTime = await town.PrepareAsync(), late = await town.PrepareAsync();
        await town.ReceiveAsync(inTime.Id, TestCards.Sign(card, inTime.Content));
        await town.ReceiveAsync(late.Id, TestCards.Sign(card, late.Content));
        town.Clock.Advance(CardChallenges.Life - TimeSpan.FromSeconds(1));
        Assert.Null((await town.CompleteAsync(inTime.Id)).Error);
        town.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("card-challenge-expired", (await town.CompleteAsync(late.Id)).Error?.Code);
    }

    [Fact]
    public async Task The_first_answer_of_the_card_page_stands()
    {
        await using var town = await SignInTown.OpenAsync();
        using var mine = town.Cards.Issue();
        using var other = town.Cards.Issue();
        var challenge = await town.PrepareAsync();
        Assert.Null((await town.ReceiveAsync(challenge.Id, TestCards.Sign(mine, challenge.Content))).Error);
        Assert.Equal("card-challenge-used", (await town.ReceiveAsync(challenge.Id, TestCards.Sign(other, challenge.Content))).Error?.Code);
        var account = (await town.CompleteAsync(challenge.Id)).Value.AccountId;
        Assert.Equal(account, (await town.SignInAsync(mine)).Value.AccountId);
    }

    [Fact]
    public async Task A_signature_of_more_than_64_KB_is_not_kept()
    {
        await using var town = await SignInTown.OpenAsync();
        var challenge = await town.PrepareAsync();
        Assert.Equal(ErrorKind.TooLarge, (await town.ReceiveAsync(challenge.Id, new byte[CardChallenges.MaxCmsBytes + 1])).Error?.Kind);
        Assert.Equal("card-nothing-received", (await town.CompleteAsync(challenge.Id)).Error?.Code);
    }

    [Fact]
    public async Task A_signature_made_for_another_challenge_is_refused()
    {
        await using var town = await SignInTown.OpenAsync();
        using var card = town.Cards.Issue();
        PreparedChallenge recorded = await town.PrepareAsync(), fresh = await town.PrepareAsync();
        await town.ReceiveAsync(fresh.Id, TestCards.Sign(card, recorded.Content));
        Assert.Equal("card-signature-broken", (await town.CompleteAsync(fresh.Id)).Error?.Code);
    }

    [Fact]
    public async Task Bytes_that_are_no_signature_are_refused()
    {
        await using var town = await SignInTown.OpenAsync();
        var challenge = await town.PrepareAsync();
        await town.ReceiveAsync(challenge.Id, Encoding.UTF8.GetBytes("not a signature"));
        Assert.Equal("card-signature-unusable", (await town.CompleteAsync(challenge.Id)).Error?.Code);
    }

    [Fact]
    public async Task A_revoked_card_is_refused_with_the_reason()
    {
        await using var town = await SignInTown.OpenAsync();
        using var card = town.Cards.Issue();
        town.Cards.Revoke(card);
        var refused = await town.SignInAsync(card);
        Assert.Equal("card-revoked", refused.Error?.Code);
        Assert.Empty(await town.RowsAsync<Account>());
        Assert.Equal("card-revoked (Revoked)", Assert.Single(await town.ActsAsync("card.refused")).Detail);
    }

    [Fact]
    public async Task An_expired_card_is_refused_with_the_reason()
    {
        await using var town = await SignInTown.OpenAsync();
        using var card = town.Cards.Issue(validUntilYear: 2026);
        Assert.Equal("card-expired", (await town.SignInAsync(card)).Error?.Code);
    }

    [Fact]
    public async Task A_card_with_another_policy_is_refused_with_the_reason()
    {
        await using var town = await SignInTown.OpenAsync();
        using var card = town.Cards.Issue(policy: "1.2.392.200149.8.5.1.1.30");
        Assert.Equal("card-wrong-certificate", (await town.SignInAsync(card)).Error?.Code);
    }

    [Fact]
    public async Task A_card_of_a_CA_with_the_same_name_is_refused()
    {
        await using var town = await SignInTown.OpenAsync();
        using var foreign = new TestCards();
        using var card = foreign.Issue();
        Assert.Equal("card-foreign-ca", (await town.SignInAsync(card)).Error?.Code);
    }
}
