namespace ElectronicApplication.Jpki.Tests;

public sealed class RevocationTests : JpkiScene
{
    private static readonly byte[] Serial = new TestCard().Serial;

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(8)]
    public void A_revoked_certificate_is_refused_whatever_the_reason_and_a_hold_is_final(int? reason)
    {
        var crl = SignatureCa.Crl(new TestCrl { Revoked = [(SomeoneElse, 4), (Serial, reason), ([0x33], null)] });

        var verification = VerifyCard(new TestCard(), crl);

        AssertRefused(JpkiFailure.Revoked, verification);
        Assert.Equal(crl.ToArray(), verification.CrlUsed);
    }

    [Fact]
    public void Without_a_list_nothing_is_accepted()
    {
        var verification = new JpkiVerifier(Options).Verify(Card.Sign(Content), Content, JpkiPurpose.Signature, [], Now);
        AssertRefused(JpkiFailure.RevocationUnknown, verification);
    }

    [Fact]
    public void A_list_is_used_from_this_update_until_the_moment_of_the_next()
    {
        var crl = SignatureCa.Crl(new TestCrl { ThisUpdate = Now.AddHours(-1), NextUpdate = Now.AddHours(1) });

        AssertAccepted(VerifyCard(new TestCard(), crl, at: Now.AddHours(1).AddSeconds(-1)));
        AssertRefused(JpkiFailure.RevocationUnknown, VerifyCard(new TestCard(), crl, at: Now.AddHours(1)));
        AssertAccepted(VerifyCard(new TestCard(), crl, at: Now.AddHours(-1).AddMinutes(-1)));
        AssertRefused(JpkiFailure.RevocationUnknown, VerifyCard(new TestCard(), crl, at: Now.AddHours(-1).AddMinutes(-2)));
    }

    [Fact]
    public void A_list_that_does_not_say_when_the_next_one_comes_is_not_used() =>
        AssertRefused(JpkiFailure.RevocationUnknown, VerifyCard(new TestCard(), SignatureCa.Crl(new TestCrl { NextUpdate = null })));

    [Fact]
    public void A_list_forged_under_the_name_of_the_CA_is_not_used() =>
        AssertRefused(JpkiFailure.RevocationUnknown, VerifyCard(new TestCard(), Namesake.Crl()));

    [Fact]
    public void A_list_with_one_changed_bit_is_not_used()
    {
        // The entry of this very certificate changed into someone else's.
        var crl = SignatureCa.Crl(new TestCrl { Revoked = [(Serial, 1)] }).ToArray();
        crl[crl.AsSpan().IndexOf(Serial) + 3] ^= 0x01;
        AssertRefused(JpkiFailure.RevocationUnknown, VerifyCard(new TestCard(), crl));
    }

    [Fact]
    public void The_list_of_another_municipality_is_not_used() =>
        AssertRefused(JpkiFailure.RevocationUnknown, VerifyCard(new TestCard(), SignatureCa.Crl(new TestCrl { City = "Yokohama-shi" })));

    [Fact]
    public void The_list_of_the_other_CA_is_not_used() =>
        AssertRefused(JpkiFailure.RevocationUnknown, VerifyCard(new TestCard(), AuthenticationCa.Crl()));

    [Fact]
    public void A_list_for_the_whole_country_covers_everyone()
    {
        AssertAccepted(VerifyCard(new TestCard(), SignatureCa.Crl(new TestCrl { City = null })));
        AssertRefused(JpkiFailure.Revoked, VerifyCard(new TestCard(), SignatureCa.Crl(new TestCrl { City = null, Revoked = [(Serial, null)] })));
    }

    [Fact]
    public void A_list_for_CAs_only_does_not_cover_a_resident() =>
        AssertRefused(JpkiFailure.RevocationUnknown, VerifyCard(new TestCard(), SignatureCa.Crl(new TestCrl { OnlyAuthorities = true })));

    [Fact]
    public void An_unknown_critical_extension_of_the_list_or_of_any_entry_makes_it_useless()
    {
        AssertRefused(
            JpkiFailure.RevocationUnknown,
            VerifyCard(new TestCard(), SignatureCa.Crl(new TestCrl { CriticalExtension = "1.3.6.1.4.1.55555.9.9" })));
        AssertRefused(
            JpkiFailure.RevocationUnknown,
            VerifyCard(new TestCard(), SignatureCa.Crl(new TestCrl { Revoked = [(SomeoneElse, null)], CriticalEntryExtension = "1.3.6.1.4.1.55555.9.9" })));
    }

    [Fact]
    public void A_delta_list_is_not_used() =>
        AssertRefused(JpkiFailure.RevocationUnknown, VerifyCard(new TestCard(), SignatureCa.Crl(new TestCrl { CriticalExtension = "2.5.29.27" })));

    [Fact]
    public void Of_several_lists_one_that_holds_the_certificate_is_enough()
    {
        var good = SignatureCa.Crl();
        var bad = SignatureCa.Crl(new TestCrl { City = null, Revoked = [(Serial, 1)] });
        var verifier = new JpkiVerifier(Options);
        var cms = Card.Sign(Content);

        AssertRefused(JpkiFailure.Revoked, verifier.Verify(cms, Content, JpkiPurpose.Signature, [good, bad], Now));
        AssertRefused(JpkiFailure.Revoked, verifier.Verify(cms, Content, JpkiPurpose.Signature, [bad, good], Now));
    }

    [Fact]
    public void Useless_lists_beside_a_good_one_do_no_harm()
    {
        var lists = new ReadOnlyMemory<byte>[]
        {
            "garbage"u8.ToArray(), SignatureCa.Crl(new TestCrl { NextUpdate = Now }), SignatureCa.Crl(new TestCrl { City = "Yokohama-shi" }), SignatureCa.Crl(),
        };
        AssertAccepted(new JpkiVerifier(Options).Verify(Card.Sign(Content), Content, JpkiPurpose.Signature, lists, Now));
    }

    [Fact]
    public void One_entry_among_ten_thousand_is_found()
    {
        var others = Enumerable.Range(0x100000, 10_000).Select(n => (new byte[] { (byte)(n >> 16), (byte)(n >> 8), (byte)n }, (int?)3)).ToList();

        AssertAccepted(VerifyCard(new TestCard(), SignatureCa.Crl(new TestCrl { Revoked = others })));
        AssertRefused(JpkiFailure.Revoked, VerifyCard(new TestCard(), SignatureCa.Crl(new TestCrl { Revoked = [.. others, (Serial, 3)] })));
    }
}
