namespace ElectronicApplication.Worker.CoreSystems;

/// <summary>A core system without an interface: the record waits on a list until a member of staff (or a robot at the screen) has entered it and checks it off.</summary>
internal sealed class ListAdapter : IAdapter
{
    public Task<IReadOnlyList<AdapterAnswer>> OfferAsync(IReadOnlyList<Offer> offers, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<AdapterAnswer>>([.. offers.Select(_ => AdapterAnswer.Accepted(progress: "list"))]);

    public Task<AdapterAnswer> AskAsync(Offer offer, CancellationToken cancel) => Task.FromResult(AdapterAnswer.Accepted(progress: "list"));
}

/// <summary>Nothing is to be set.</summary>
public sealed class ListOptions;
