using System.Text.Json;
using ElectronicApplication.Jpki.Certificates;
using ElectronicApplication.Jpki.Paths;
using ElectronicApplication.Jpki.Revocation;

namespace ElectronicApplication.Jpki.Tests;

/// <summary>The Public Key Interoperability Test Suite of NIST (public domain), 247 cases that were not written here.</summary>
public sealed class PkitsTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "pkits");

    private static readonly DateTimeOffset At = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Valid by RFC 5280, refused here on purpose: what is out of scope must end in a refusal, not in a guess.</summary>
    private static readonly Dictionary<string, string> OutOfScope = new()
    {
        ["4.1.4"] = "DSA",
        ["4.1.5"] = "DSA with inherited parameters",
        ["4.15.2"] = "delta list",
        ["4.15.5"] = "delta list",
        ["4.15.7"] = "delta list",
        ["4.15.8"] = "delta list",
    };

    private static readonly PkitsCase[] Cases =
        JsonSerializer.Deserialize<PkitsCase[]>(File.ReadAllText(Path.Combine(Folder, "tests.json")), JsonSerializerOptions.Web)!;

    public static TheoryData<int, string, string> Rows()
    {
        var rows = new TheoryData<int, string, string>();
        for (var i = 0; i < Cases.Length; i++)
            rows.Add(i, Cases[i].Title, IsAcceptable(Cases[i]) ? "accepted" : "refused");
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_case_of_the_suite_ends_as_its_authors_say(int index, string title, string expected)
    {
        var outcome = Verify(Cases[index]);
        Assert.True(expected == (outcome.Accepted ? "accepted" : "refused"), $"{title}: {outcome.Failure}");
    }

    [Fact]
    public void The_suite_is_complete() => Assert.Equal((247, 112), (Cases.Length, Cases.Count(c => c.Should)));

    [Fact]
    public void What_is_out_of_scope_is_refused_for_that_very_reason()
    {
        foreach (var pkits in Cases.Where(c => OutOfScope.ContainsKey(c.Number)))
        {
            var failure = Verify(pkits).Failure!;
            Assert.Equal(OutOfScope[pkits.Number] == "delta list" ? PathError.RevocationUnknown : PathError.NoPath, failure.Error);
        }
    }

    private static bool IsAcceptable(PkitsCase pkits) => pkits.Should && !OutOfScope.ContainsKey(pkits.Number);

    private static PathOutcome Verify(PkitsCase pkits)
    {
        var certificates = pkits.Certs.Select(name => Certificate.Read(File.ReadAllBytes(Path.Combine(Folder, "certs", $"{name}.crt")))).ToList();
        var lists = pkits.Crls.Select(name => CertificateRevocationList.TryRead(File.ReadAllBytes(Path.Combine(Folder, "crls", $"{name}.crl")))).ToList();
        Assert.DoesNotContain(null, lists);

        var rules = new PathRules
        {
            At = At,
            AcceptedPolicies = pkits.SetInitialPolicySet?.Trim('"').Split(',').Select(OidOf).ToArray(),
            RequireExplicitPolicy = pkits.SetInitialExplicitPolicy == "true",
            InhibitPolicyMapping = pkits.SetInitialPolicyMappingInhibit == "true",
            InhibitAnyPolicy = pkits.SetInitialInhibitAnyPolicy == "true",
        };
        return new PathVerifier([certificates[0]], certificates[1..^1], [.. lists.Select(l => l!)], rules).Verify(certificates[^1]);
    }

    private static string OidOf(string policy) => $"2.16.840.1.101.3.2.1.48.{policy["NIST-test-policy-".Length..]}";

    private sealed record PkitsCase(
        string Number, string Title, string[] Certs, string[] Crls, bool Should,
        string? SetInitialPolicySet, string? SetInitialExplicitPolicy, string? SetInitialPolicyMappingInhibit, string? SetInitialInhibitAnyPolicy);
}
