"""Reference values of needed.test.ts, by SciPy 1.17 in double precision: E[max theta] by composite Gauss-Legendre
integration of the product of the distribution functions (64 nodes on each of some hundred panels), then the smallest m by
doubling and bisection. Prints m and the smallest loss at m - 1 and at m; two of them agree with mpmath to 11 digits.
Shares no code with the page. Run: python3 make_needed.py (needs numpy and scipy)."""
import numpy as np
from scipy.special import betainc, stdtr
x, w = np.polynomial.legendre.leggauss(64)
def integrate(f, pts):
    tot = 0.0
    for a, b in zip(pts[:-1], pts[1:]):
        tot += (b-a)/2*np.dot(w, f((b-a)/2*x+(a+b)/2))
    return tot
def beta_losses(arms):
    # E[max] = 1 - int_0^1 prod F
    means = [a/(a+b) for a, b in arms]
    lo = max(0, min(m - 12*np.sqrt(a*b/(a+b)**2/(a+b+1)) for m,(a,b) in zip(means, arms)))
    hi = min(1, max(m + 12*np.sqrt(a*b/(a+b)**2/(a+b+1)) for m,(a,b) in zip(means, arms)))
    F = lambda t: np.prod([betainc(a, b, t) for a, b in arms], axis=0)
    e = hi - integrate(F, np.linspace(lo, hi, 401))
    return [e-m for m in means]
def t_losses(arms):
    c = max(l for l,s,n in arms); wd = max(s for l,s,n in arms)
    F = lambda t: np.prod([stdtr(n, (t-l)/s) for l,s,n in arms], axis=0)
    pts = np.concatenate([np.linspace(0, 60, 600), 60*1.05**np.arange(1, 400)])*wd
    e = c - integrate(lambda u: F(c-u), pts) + integrate(lambda u: 1-F(c+u), pts)
    return [e-l for l,s,n in arms]
def needed(f, acc):
    ok = lambda m: min(f(m)) <= acc
    if ok(0): return 0
    lo, hi = 0, 1
    while not ok(hi): lo, hi = hi, hi*2
    while hi-lo > 1:
        mid=(lo+hi)//2
        lo, hi = (lo, mid) if ok(mid) else (mid, hi)
    return hi
for v, (a,b), acc in [([(17,100),(23,100)],(1,1),0.1),([(17,100),(23,100)],(.5,.5),0.1),([(17,100),(23,100)],(30,70),0.5),([(3,9),(40,100)],(1,1),1),([(50,500),(50,500)],(1,1),0.1),([(5,20),(9,20),(7,20),(4,20)],(1,1),0.3),([(120,4000),(130,4000),(138,4000)],(1,1),0.01),([(0,10),(0,40)],(1,1),0.5)]:
    f = lambda m: [100*l for l in beta_losses([(a+s+m*s/n, b+(n-s)*(1+m/n)) for s,n in v])]
    m = needed(f, acc); print(v,(a,b),acc,m, min(f(m-1)), min(f(m)))
for v, acc in [([(5,6,9),(7,8,16)],0.25),([(12.4,30.1,400),(13.9,32.7,400)],0.1),([(1,2,30),(1,3,30)],0.2)]:
    f = lambda m: t_losses([(xx, sd/np.sqrt(n+m), n+m-1) for xx,sd,n in v])
    m = needed(f, acc); print(v,acc,m,min(f(m-1)),min(f(m)))
