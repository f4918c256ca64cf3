// Prints what Go's own module makes of the leaves "line 0", "line 1", … up to SIZE: for every size the root, for every
// leaf of every size the inclusion proof, for every pair of sizes the consistency proof; of a proof the SHA-256.
package main

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"log"
	"os"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"
)

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func digest(proof []tlog.Hash) []byte {
	sum := sha256.New()
	for _, hash := range proof {
		sum.Write(hash[:])
	}
	return sum.Sum(nil)
}

func main() {
	size := int64(must(strconv.Atoi(os.Args[1])))
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	var stored []tlog.Hash
	tree := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			found[i] = stored[index]
		}
		return found, nil
	})
	for n := int64(1); n <= size; n++ {
		line := []byte(fmt.Sprintf("line %d", n-1))
		stored = append(stored, must(tlog.StoredHashes(n-1, line, tree))...)
		root := must(tlog.TreeHash(n, tree))
		fmt.Fprintf(out, "root %d %x\n", n, root[:])
		for i := int64(0); i < n; i++ {
			fmt.Fprintf(out, "leaf %d %d %x\n", i, n, digest(must(tlog.ProveRecord(n, i, tree))))
		}
		for old := int64(1); old <= n; old++ {
			fmt.Fprintf(out, "tree %d %d %x\n", old, n, digest(must(tlog.ProveTree(n, old, tree))))
		}
	}
}
