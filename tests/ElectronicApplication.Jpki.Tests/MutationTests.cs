using ElectronicApplication.Jpki.Certificates;
using ElectronicApplication.Jpki.Paths;
using ElectronicApplication.Jpki.Revocation;

namespace ElectronicApplication.Jpki.Tests;

/// <summary>Bytes that an attacker, a broken card reader or a bad line may send. Seeded: a failure comes back.</summary>
public sealed class MutationTests : JpkiScene
{
    [Fact]
    public void A_mutated_container_never_throws_and_never_proves_anything_else()
    {
        var (random, card) = (new Random(20260401), Card);
        var (cms, crl) = (card.Sign(Content), SignatureCa.Crl());
        var genuine = Verify(cms, crl: crl).Attributes;

        var refused = 0;
        for (var i = 0; i < 3_000; i++)
        {
            var verification = Verify(Mutated(cms, random), crl: crl);
            if (!verification.Accepted) refused++;
            // Some bytes are not signed (version numbers, forms of lengths): changed, they still prove the same.
            else Assert.Equal((genuine, card.Certificate.GetSerialNumberString()), (verification.Attributes, verification.SerialNumber));
        }

        Assert.InRange(refused, 2_500, 3_000);
    }

    [Fact]
    public void A_mutated_revocation_list_never_throws_and_never_clears_anyone()
    {
        var (random, cms) = (new Random(20260402), Card.Sign(Content));
        var crl = SignatureCa.Crl(new TestCrl { Revoked = [(SomeoneElse, 1), ([0x44], null)] }).ToArray();
        for (var i = 0; i < 1_000; i++)
        {
            var mutated = Mutated(crl, random);
            if (!mutated.AsSpan().SequenceEqual(crl)) AssertRefused(JpkiFailure.RevocationUnknown, Verify(cms, crl: mutated));
        }
    }

    [Fact]
    public void A_mutated_certificate_never_throws_anything_but_malformed_and_is_never_accepted()
    {
        var random = new Random(20260403);
        var genuine = Card.Certificate.RawData;
        var anchor = Certificate.Read(SignatureCa.Certificate.RawDataMemory);
        var list = CertificateRevocationList.TryRead(SignatureCa.Crl())!;
        var verifier = new PathVerifier([anchor], [], [list], new PathRules { At = Now });
        Assert.True(verifier.Verify(Certificate.Read(genuine)).Accepted);

        for (var i = 0; i < 3_000; i++)
        {
            var mutated = Mutated(genuine, random);
            if (mutated.AsSpan().SequenceEqual(genuine)) continue;
            try
            {
                Assert.False(verifier.Verify(Certificate.Read(mutated)).Accepted);
            }
            catch (System.Formats.Asn1.AsnContentException)
            {
            }
        }
    }

    private static byte[] Mutated(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var n = random.Next(1, 4); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 9), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 4: bytes.Insert(at, (byte)random.Next(256)); break;
                default: bytes[at] = new byte[] { 0x00, 0x7F, 0x80, 0x84, 0xFF }[random.Next(5)]; break;
            }
        }

        return [.. bytes];
    }
}
